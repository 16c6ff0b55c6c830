package org.normlab.train;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.normlab.train.file.Checkpoint;
import org.normlab.train.file.Sha256;
import org.normlab.train.file.TrainingFailed;

/**
 * A checkpoint of an earlier attempt from which a group of runs may go on.
 *
 * @param group which fused group of runs it holds
 * @param step how many updates it was written after
 * @param sha256 of the file as it was written, in lower-case hexadecimal
 */
public record ResumePoint(int group, long step, Path file, String sha256) {
  /**
   * Makes sure that the file holds what was written.
   *
   * @throws TrainingFailed where it is not there, cannot be read or has changed
   */
  public void verify() throws TrainingFailed {
    try {
      String found = Sha256.of(file);
      if (!found.equals(sha256)) {
        throw new TrainingFailed(Sha256.mismatch(found, sha256));
      }
    } catch (NoSuchFileException e) {
      throw new TrainingFailed("its file is not there", e);
    } catch (IOException e) {
      throw new TrainingFailed("its file cannot be read: " + Checkpoint.reason(e), e);
    }
  }
}
