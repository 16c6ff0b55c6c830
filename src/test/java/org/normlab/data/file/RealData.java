package org.normlab.data.file;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder with the real data sets, for tests that read them. */
public final class RealData {
  private RealData() {}

  /** {@code normlab.data.dir}; the test is skipped where that has no such file. */
  public static DataHome home(String needed) {
    String named = System.getProperty("normlab.data.dir", "");
    assumeTrue(!named.isBlank(), "run with -Dnormlab.data.dir=FOLDER to test on real data");
    Path folder = Path.of(named);
    assumeTrue(
        Files.exists(folder.resolve(needed)),
        () ->
            folder.resolve(needed)
                + " is not there; run with -Dnormlab.data.dir=FOLDER to test on real data");
    return new DataHome(folder, false);
  }
}
