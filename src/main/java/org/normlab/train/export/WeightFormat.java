package org.normlab.train.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** A kind of file for weights that other programs read. */
public sealed interface WeightFormat permits Safetensors, Npz {

  /** Returns how the name of such a file ends. */
  String extension();

  /**
   * Writes all tensors; the same weights and metadata give the same bytes.
   *
   * @param metadata short texts, such as where the weights come from
   */
  void write(Weights weights, Map<String, String> metadata, OutputStream out) throws IOException;

  /** Returns how many bytes {@link #write} gives; −1 where that is not known before. */
  long length(Weights weights, Map<String, String> metadata);
}
