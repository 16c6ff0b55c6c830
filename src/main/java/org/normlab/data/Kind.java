package org.normlab.data;

import java.io.IOException;
import java.util.function.Consumer;
import org.normlab.data.file.DataHome;
import org.normlab.data.file.MissingData;

/** One way in which data sets are kept; each reads its own format, the rest is shared. */
sealed interface Kind permits Cifar, Digits, Generated, Idx, ImageFolder, TableFile, TextFile {
  /**
   * Returns what {@link #load} would give, without reading more than that takes; never downloads.
   */
  DataShape outline(DataSpec spec, DataHome home) throws MissingData, IOException;

  DataSet load(DataSpec spec, DataHome home, Consumer<String> progress)
      throws MissingData, IOException;

  /**
   * Digest of the bytes that {@link #load} reads, as {@code sha256:…}, or the version of what makes
   * the rows. Fetches what is missing where {@link #load} would.
   */
  String digest(DataSpec spec, DataHome home, Consumer<String> progress)
      throws MissingData, IOException;

  /** Returns what {@link #load} does to the rows; never downloads. */
  default Preprocessing inputs(DataSpec spec, DataHome home) throws MissingData, IOException {
    return Preprocessing.of(load(spec, new DataHome(home.folder(), false), _ -> {}));
  }
}
