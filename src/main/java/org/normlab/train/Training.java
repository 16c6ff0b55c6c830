package org.normlab.train;

/** Trains all runs of a specification: one attempt. */
public final class Training {
  private Training() {}

  /**
   * Trains until every run has an outcome or a stop is asked for.
   *
   * @throws TrainingFailed with a reason a user understands: disk full, data vanished
   */
  public static End run(TrainingSpec spec, Place place, Progress progress, StopSignal stop)
      throws TrainingFailed, InterruptedException {
    if (!spec.runs().isEmpty()) {
      throw new TrainingFailed("training is not built yet");
    }
    return End.COMPLETED;
  }
}
