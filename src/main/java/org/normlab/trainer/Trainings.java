package org.normlab.trainer;

import org.normlab.train.End;
import org.normlab.train.Place;
import org.normlab.train.Progress;
import org.normlab.train.StopSignal;
import org.normlab.train.TrainingFailed;
import org.normlab.train.TrainingSpec;

/** What a trainer process runs: {@code Training::run}, or a stand-in that fails on purpose. */
@FunctionalInterface
interface Trainings {
  End run(TrainingSpec spec, Place place, Progress progress, StopSignal stop)
      throws TrainingFailed, InterruptedException;
}
