package org.normlab.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.normlab.job.JobRun;
import org.normlab.job.RunOutcome;
import org.normlab.run.web.JobMeans;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Jobs as the API shows them. */
final class SampleJobs {
  private static final String SPEC =
      """
      {"architecture": {"type": "mlp", "hidden": [64, 64, 64]}, "normalization": {"type": "batch"},
       "data": {"name": "digits"}, "optimizer": {"type": "sgd", "learningRate": 0.1}, "epochs": 2,
       "batchSize": 32}
      """;
  static final String JOB =
      """
      {"id": "7", "name": "deep <b>digits</b>", "state": "SUCCEEDED", "progress": 1, "attempt": 1, "version": 3,
       "createdAt": "2026-01-01T00:00:00Z", "startedAt": "2026-01-01T00:00:01Z",
       "endedAt": "2026-01-01T00:00:14Z", "finishedAt": "2026-01-01T00:00:14Z", "runCount": 3, "endedRuns": 3, "divergedRuns": 1, "tags": {}, "spec": %s,
       "runs": [{"run": 0, "seed": 0, "outcome": "COMPLETED", "summary": {"test.accuracy": 0.95}},
                {"run": 1, "seed": 1, "outcome": "DIVERGED", "reason": "loss became NaN",
                 "summary": {"test.accuracy": 0.1, "bestEpoch": 0}},
                {"run": 2, "seed": 2, "outcome": "COMPLETED", "summary": {"test.accuracy": 0.97}}]}
      """
          .formatted(SPEC);

  /** The same job, of agents. */
  static final String AGENTS =
      Edited.with(
          JOB,
          SPEC,
          """
          {"architecture": {"type": "convnet", "channels": [16]}, "normalization": {"type": "layer"},
           "environment": {"name": "minatar/breakout", "sticky": 0.1, "environments": 8},
           "agent": {"type": "dqn", "discount": 0.99, "double": true},
           "optimizer": {"type": "adamw", "learningRate": 0.00025}, "steps": 1000000}
          """);

  /** Two steps of breakout: a frame has 400 bits, of which the first one or none is set. */
  static final String EPISODE =
      """
      {"run": 0, "visit": 0, "visits": [0], "environment": "minatar/breakout", "shape": [4, 10, 10],
       "observed": ["paddle", "ball", "trail", "brick"], "actionNames": ["none", "left", "right"],
       "actions": [1, 0], "rewards": [1, 0], "return": 1, "ended": "TERMINATED", "bits": "%s"}
      """
          .formatted("AQAA" + "A".repeat(196));

  static final String PROBES =
      """
      {"run": 0, "quantity": "meanAfter", "layers": [
        {"layer": "hidden.0.norm", "points": [[0, 1.0], [10, 0.7], [20, 0.5]]},
        {"layer": "hidden.1.norm", "points": [[0, -2.0], [20, 0.1]]}]}
      """;

  private static final String SWEPT_RUNS =
      """
      "runs": [{"run": 0, "learningRate": 0.1, "outcome": "COMPLETED", "summary": {"test.accuracy": 0.95, "seconds": 0.1}},
               {"run": 1, "learningRate": 0.1, "outcome": "COMPLETED", "summary": {"test.accuracy": 0.96, "seconds": 0.1}},
               {"run": 2, "learningRate": 0.1, "outcome": "COMPLETED", "summary": {"test.accuracy": 0.97, "seconds": 0.1}},
               {"run": 3, "learningRate": 0.1, "outcome": "DIVERGED", "summary": {"test.accuracy": 0.1}},
               {"run": 4, "learningRate": 0.5, "outcome": "DIVERGED", "summary": {"test.accuracy": 0.2}},
               {"run": 5, "learningRate": 0.5, "outcome": "COMPLETED", "summary": {"test.accuracy": 0.93}},
               {"run": 6, "learningRate": 0.9, "outcome": "DIVERGED", "summary": {}},
               {"run": 7, "learningRate": 0.9, "outcome": "DIVERGED", "summary": {}}]}
      """;

  /** Three points: one seed diverged, one was left, none was. */
  static final String SWEEP = JOB.substring(0, JOB.indexOf("\"runs\"")) + SWEPT_RUNS;

  static final String RUNS =
      """
      {"runs": [{"job": "7", "run": 2, "name": "deep <b>digits</b>", "state": "SUCCEEDED", "seed": 2, "learningRate": 0.05,
                 "normalization": "batch", "architecture": "mlp", "data": "digits", "outcome": "COMPLETED", "endedStep": 40, "step": 40,
                 "createdAt": "2026-01-01T00:00:00Z", "summary": {"test.accuracy": 0.97}},
                {"job": "7", "run": 1, "state": "SUCCEEDED", "seed": 3, "learningRate": 0.05, "normalization": "batch",
                 "architecture": "mlp", "data": "digits", "outcome": "DIVERGED", "endedStep": 9, "step": 9,
                 "createdAt": "2026-01-01T00:00:00Z", "summary": {}},
                {"job": "8", "run": 0, "state": "RUNNING", "seed": 4, "learningRate": 0.05, "normalization": "layer",
                 "architecture": "mlp", "data": "digits", "outcome": null, "endedStep": null, "step": null,
                 "createdAt": "2026-01-01T00:00:00Z", "summary": {}}],
       "nextCursor": "x"}
      """;

  private SampleJobs() {}

  /** The means that the service answers with for a job of this answer. */
  static String means(String job) {
    List<JobRun> runs = new ArrayList<>();
    for (JsonNode run : JsonMapper.shared().readTree(job).path("runs")) {
      Map<String, Double> summary = new HashMap<>();
      run.path("summary").forEachEntry((name, value) -> summary.put(name, value.asDouble()));
      runs.add(
          new JobRun(
              run.path("run").asInt(),
              run.path("seed").asLong(0),
              run.path("learningRate").asDouble(0),
              0,
              0,
              RunOutcome.valueOf(run.path("outcome").asString("PENDING")),
              null,
              null,
              summary));
    }
    return JsonMapper.shared().writeValueAsString(JobMeans.of(runs, 0.95));
  }
}
