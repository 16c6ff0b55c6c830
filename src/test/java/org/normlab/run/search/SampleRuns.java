package org.normlab.run.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.normlab.job.AttemptEnd;
import org.normlab.job.AttemptState;
import org.normlab.job.Claim;
import org.normlab.job.Job;
import org.normlab.job.JobState;
import org.normlab.job.RunEnd;
import org.normlab.job.RunOutcome;
import org.normlab.job.life.Attempts;
import org.normlab.job.life.Store;
import org.normlab.train.Point;
import org.normlab.wire.JobJson;

/** Some jobs of different kinds: ended, diverged and waiting runs. */
public final class SampleRuns {
  private static final String DIGITS =
      """
      {"architecture": {"type": "mlp", "hidden": [64, 64]}, "data": {"name": "digits"},
       "normalization": {"type": "%s"}, "seeds": [3, 5], %s}
      """;

  private SampleRuns() {}

  public static final String STUDY = "01a21217-0000-7000-8000-000000000001";
  public static final String OTHER_STUDY = "01a21217-0000-7000-8000-000000000002";

  /** Puts the job of that name into a study, and the one without a name into another. */
  public static void studies(Store store, String name) {
    for (String id : List.of(STUDY, OTHER_STUDY)) {
      store
          .sql
          .sql(
              "insert into study (id, version, spec, axes, state, request, created)"
                  + " values (?, 1, '{}', '[]', 'ACTIVE', '{}', current_timestamp)")
          .param(id)
          .update();
    }
    String join = "insert into study_job (study, job) select ?, id from job where name";
    store.sql.sql(join + " = ?").params(STUDY, name).update();
    store.sql.sql(join + " is null").param(OTHER_STUDY).update();
  }

  /** Jobs "first" (batch), "second 50%" (layer), and one without a name (group) that waits. */
  public static void store(Store store) throws Exception {
    Job first =
        submit(
            store,
            "batch",
            "\"name\": \"first\", \"tags\": {\"paper\": \"kn\", \"a/b\": \"x,\\\"y\"}");
    end(store, first, 0, RunOutcome.COMPLETED, Map.of("test.accuracy", 0.9, "seconds", 2.0));
    end(store, first, 1, RunOutcome.DIVERGED, Map.of("seconds", 1.0));
    store.attempts.finish(
        new Claim(first.id(), 1),
        new AttemptEnd(JobState.SUCCEEDED, AttemptState.COMPLETED, null, 0));
    Job second =
        submit(
            store,
            "layer",
            "\"name\": \"second 50%\", \"batchSize\": 32, \"tags\": {\"paper\": \"Ln\"},"
                + " \"sweep\": {\"learningRate\": [0.1, 0.0001]}");
    end(store, second, 0, RunOutcome.COMPLETED, Map.of("test.accuracy", 0.8));
    end(store, second, 3, RunOutcome.STOPPED_EARLY, Map.of("test.accuracy", 0.95));
    store.attempts.finish(
        new Claim(second.id(), 1), new AttemptEnd(JobState.FAILED, AttemptState.FAILED, "x", 1));
    submit(store, "group", "\"labelSmoothing\": 0.1");
  }

  public static Job submit(Store store, String normalization, String more) throws Exception {
    String json = DIGITS.formatted(normalization, more);
    JobJson.Read read = JobJson.read(json);
    assertThat(read.problems()).isEmpty();
    return store.jobs.submit(read.job(), null, null).job();
  }

  private static void end(
      Store store, Job job, int run, RunOutcome outcome, Map<String, Double> summary) {
    Attempts attempts = store.attempts;
    attempts.claim(job.id(), "w", "cpu/0", Duration.ofMinutes(1));
    store.points.append(
        new Claim(job.id(), 1),
        List.of(
            new Point(run, 1, "train.loss", 2.5),
            new Point(run, 2, "train.loss", Double.NaN),
            new Point(run, 2, "train.accuracy", 0.5)));
    attempts.runEnded(new Claim(job.id(), 1), new RunEnd(run, outcome, 40 + run, "", summary));
  }
}
