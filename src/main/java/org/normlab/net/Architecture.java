package org.normlab.net;

import java.util.List;
import org.normlab.data.Outline;
import org.normlab.norm.Normalization;
import org.normlab.setting.Problem;

/** Which network is trained: one record a family. */
public sealed interface Architecture permits Mlp, Convnet, Resnet {
  /**
   * Why this network cannot be built for such samples with this normalization; empty when it can.
   * Pointers are relative to the job ({@code /architecture/depth}, {@code /normalization/groups}).
   */
  List<Problem> problems(Outline data, Normalization normalization);

  /** Trainable numbers of one replica. */
  long parameterCount(Outline data, Normalization normalization);
}
