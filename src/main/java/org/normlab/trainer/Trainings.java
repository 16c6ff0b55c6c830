package org.normlab.trainer;

import org.normlab.train.End;
import org.normlab.train.Progress;
import org.normlab.train.StopSignal;
import org.normlab.train.TrainingContext;
import org.normlab.train.TrainingSpec;
import org.normlab.train.file.TrainingFailed;

/**
 * Describes what a trainer process runs: trainings as they are, or a stand-in that fails on
 * purpose.
 */
@FunctionalInterface
interface Trainings {
  End run(TrainingSpec spec, TrainingContext place, Progress progress, StopSignal stop)
      throws TrainingFailed, InterruptedException;
}
