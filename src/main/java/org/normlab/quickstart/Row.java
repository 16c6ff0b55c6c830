package org.normlab.quickstart;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Describes what came of one method.
 *
 * @param runs how many runs were asked for
 * @param accuracy on the test part, over the runs that did not diverge
 * @param epochsToGoal until validation accuracy first reached the goal, one value a run that did
 * @param samplesPerSecond of all runs together, as they trained
 */
record Row(
    String method,
    int runs,
    Estimate accuracy,
    List<Integer> epochsToGoal,
    double samplesPerSecond,
    Duration time) {
  static final double GOAL = 0.95;

  static Row of(Client client, JsonNode job) throws IOException, InterruptedException, Stop {
    List<Double> accuracies = new ArrayList<>();
    List<Double> rates = new ArrayList<>();
    for (JsonNode run : job.path("runs")) {
      if (run.path("outcome").asString("").equals("DIVERGED")) {
        continue;
      }
      addIfThere(accuracies, run.path("summary").path("test.accuracy"));
      addIfThere(rates, run.path("summary").path("samplesPerSecond"));
    }
    String path = "/jobs/" + job.path("id").asString() + "/series?name=validation.accuracy";
    return new Row(
        job.path("spec").path("normalization").path("type").asString(),
        job.path("runs").size(),
        Estimate.of(accuracies),
        epochsToGoal(client.get(path)),
        Estimate.of(rates).mean(),
        Duration.between(moment(job, "startedAt"), moment(job, "endedAt")));
  }

  /** Validation is measured once an epoch, so the n-th point is the n-th epoch's. */
  private static List<Integer> epochsToGoal(JsonNode series) {
    List<Integer> epochs = new ArrayList<>();
    for (JsonNode run : series.path("runs")) {
      int epoch = 0;
      for (JsonNode point : run.path("points")) {
        epoch++;
        if (point.get(1).asDouble() >= GOAL) {
          epochs.add(epoch);
          break;
        }
      }
    }
    return epochs;
  }

  private static void addIfThere(List<Double> values, JsonNode value) {
    if (value.isNumber()) {
      values.add(value.asDouble());
    }
  }

  private static Instant moment(JsonNode job, String name) {
    return Instant.parse(job.path(name).asString());
  }
}
