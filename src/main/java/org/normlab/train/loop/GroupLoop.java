package org.normlab.train.loop;

import java.nio.file.Path;
import org.normlab.train.file.TrainingFailed;

/** Trains one group of runs from its first step, or from a checkpoint, to its last. */
public interface GroupLoop extends AutoCloseable {
  /** Goes on from a checkpoint of the same group. */
  void resume(Path checkpoint) throws TrainingFailed;

  /** Trains to the end; false when a stop was asked for. */
  boolean run() throws TrainingFailed;

  @Override
  void close();
}
