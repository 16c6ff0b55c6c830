package org.normlab.study;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normlab.job.RunOutcome;

/**
 * One run of a study and where it stands in the design.
 *
 * @param cell number of its point
 * @param summary final figures by name
 * @param width runs that trained in one pass with it; null before it started
 * @param parameters trainable numbers of the run; null before it started
 * @param memoryBytes largest resident memory of the process that trained its job; null before it
 *     ended
 */
public record StudyRun(
    int cell,
    String job,
    int number,
    long seed,
    double learningRate,
    RunOutcome outcome,
    @Nullable String reason,
    Map<String, Double> summary,
    @Nullable Integer width,
    @Nullable Long parameters,
    @Nullable Long memoryBytes) {
  private static final String TEST_LOSS = "the test loss was ";

  /**
   * Returns whether it diverged by nothing but the loss of its last evaluation on test rows, about
   * which a choice may know nothing. Its validation figures are those of a run that ended well.
   */
  public boolean divergedOnTestAlone() {
    return outcome == RunOutcome.DIVERGED && reason != null && reason.startsWith(TEST_LOSS);
  }

  /** Returns whether it ended without saying anything about its method. */
  public boolean isLost() {
    return outcome.isLost();
  }
}
