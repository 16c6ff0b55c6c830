package org.normlab.trainer;

import java.time.Duration;
import org.normlab.train.SupervisedSpec;
import org.normlab.trainer.FakeTraining.Script;

/**
 * A job for {@link FakeTraining}. A training is told nothing but its specification, in which the
 * script stands as the first seed, the steps as epochs and the milliseconds of one as batch size.
 *
 * @param ofJob settings of the job beside its training, as further members of its JSON
 */
public record FakeJob(Script script, int steps, Duration step, String ofJob) {
  public static final int STEPS = 30;

  /** Returns a job of {@link #STEPS} steps that take 2 milliseconds each. */
  public static FakeJob that(Script script) {
    return new FakeJob(script, STEPS, Duration.ofMillis(2), "");
  }

  public FakeJob withSteps(int other) {
    return new FakeJob(script, other, step, ofJob);
  }

  public FakeJob withStepsOf(Duration other) {
    return new FakeJob(script, steps, other, ofJob);
  }

  /** Returns the same job with a longest duration in ISO 8601. */
  public FakeJob withMaxDuration(String duration) {
    return new FakeJob(script, steps, step, ", \"maxDuration\": \"" + duration + "\"");
  }

  /** Returns the job as it is submitted. */
  public String json() {
    return """
    {"architecture": {"type": "mlp"}, "normalization": {"type": "none"},
     "data": {"name": "digits"}, "seeds": [%d], "epochs": %d, "batchSize": %d%s}
    """
        .formatted(script.ordinal(), steps, step.toMillis(), ofJob);
  }

  /** Reads what a training is to do. */
  static FakeJob of(SupervisedSpec spec) {
    return new FakeJob(
        Script.values()[spec.seeds().getFirst().intValue()],
        spec.epochs(),
        Duration.ofMillis(spec.batchSize()),
        "");
  }
}
