package org.normlab.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normlab.data.file.DataHome;
import org.normlab.train.export.Weights;
import org.normlab.train.loop.Training;

/** The best epoch's weights and figures, beside the last one's. */
class BestEpochTest {
  private static final String JOB =
      "\"architecture\":{\"type\":\"mlp\",\"hidden\":[16]},\"normalization\":{\"type\":\"batch\"},"
          + "\"batchSize\":16,\"optimizer\":{\"type\":\"sgd\",\"schedule\":{\"type\":\"constant\"}},"
          + "\"seeds\":[0,1,2]";
  private static final String DATA =
      "{\"generated\":\"teacher\",\"rows\":200,\"features\":6,\"classes\":3}";
  private static final String STOPPING =
      ",\"epochs\":40,\"earlyStopping\":{\"metric\":\"validation.loss\",\"patience\":3}";
  private static final int RUNS = 3;
  private static final int STEPS = 7;

  @TempDir private static Path folder;
  private static Heard whole;

  @BeforeAll
  static void train() throws Exception {
    whole = train(STOPPING, "whole", Duration.ZERO, List.of());
  }

  private static Heard train(String more, String name, Duration save, List<Path> resume)
      throws Exception {
    DataHome data = new DataHome(folder, false);
    Path own = folder.resolve(name);
    TrainingContext place =
        new TrainingContext(
            data, own, 1, Saved.points(resume), null, RUNS, 1, "cpu", save, System::nanoTime);
    Heard heard = new Heard();
    assertThat(Training.run(Small.spec(JOB + more, DATA), place, heard, () -> null))
        .isEqualTo(End.COMPLETED);
    return heard;
  }

  private static Map<String, List<Byte>> weights(Path checkpoint, int run, boolean best)
      throws Exception {
    Map<String, List<Byte>> read = new HashMap<>();
    try (Weights weights =
        best ? Weights.openBest(checkpoint, run, RUNS) : Weights.open(checkpoint, run, RUNS)) {
      for (Weights.Tensor tensor : weights.tensors()) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        weights.copy(tensor, out);
        List<Byte> bytes = new java.util.ArrayList<>();
        for (byte b : out.toByteArray()) {
          bytes.add(b);
        }
        read.put(tensor.name(), bytes);
      }
    }
    return read;
  }

  private static int best(int run) {
    return whole.endings.get(run).summary().get("bestEpoch").intValue();
  }

  @Test
  void theBestEpochsWeightsAreThoseOfATrainingThatEndsThere() throws Exception {
    Path last = whole.checkpoints.getLast();
    for (int run = 0; run < RUNS; run++) {
      int epoch = best(run);
      Map<String, Double> summary = whole.endings.get(run).summary();
      assertThat(summary.get("lastEpoch")).isEqualTo(epoch + 3.0);
      Heard until = train(",\"epochs\":" + epoch, "until-" + run, Duration.ofDays(1), List.of());
      Map<String, List<Byte>> kept = weights(last, run, true);
      assertThat(kept).isEqualTo(weights(until.checkpoints.getLast(), run, false));
      assertThat(kept.keySet()).contains("hidden.0.norm.runningMean", "output.weight");
      assertThat(kept).isNotEqualTo(weights(last, run, false));
      for (String figure : List.of("validation.loss", "validation.accuracy", "test.accuracy")) {
        assertThat(summary.get("best." + figure))
            .isEqualTo(until.endings.get(run).summary().get(figure));
      }
      try (Weights weights = Weights.openBest(last, run, RUNS)) {
        assertThat(weights.step()).isEqualTo((long) epoch * STEPS);
      }
    }
  }

  @Test
  void aResumedTrainingKeepsIt() throws Exception {
    int run = 0;
    int after = best(run) + 1;
    Path then =
        folder.resolve("whole/attempt-1/group-0-step-%d.safetensors".formatted(after * STEPS));
    Heard rest = train(STOPPING, "rest", Duration.ofDays(1), List.of(then));
    Path last = whole.checkpoints.getLast();
    rest.endings.forEach(
        (r, ending) ->
            assertThat(withoutTimes(ending)).isEqualTo(withoutTimes(whole.endings.get(r))));
    for (int r = 0; r < RUNS; r++) {
      assertThat(weights(rest.checkpoints.getLast(), r, true)).isEqualTo(weights(last, r, true));
    }
  }

  private static Map<String, Double> withoutTimes(Ending ending) {
    Map<String, Double> summary = new HashMap<>(ending.summary());
    summary.keySet().removeAll(List.of("seconds", "samplesPerSecond"));
    return summary;
  }

  @Test
  void onRequestItIsTheOneOfTheBestValidationAccuracy() throws Exception {
    Heard kept = train(",\"epochs\":8,\"keepBest\":true", "kept", Duration.ofDays(1), List.of());
    Heard plain = train(",\"epochs\":8", "plain", Duration.ofDays(1), List.of());
    for (int run = 0; run < RUNS; run++) {
      Map<String, Double> summary = kept.endings.get(run).summary();
      String best = run + " validation.accuracy ";
      double most =
          kept.points.entrySet().stream()
              .filter(e -> e.getKey().startsWith(best))
              .mapToDouble(Map.Entry::getValue)
              .max()
              .orElseThrow();
      assertThat(summary.get("best.validation.accuracy")).isEqualTo(most);
      long step = summary.get("bestEpoch").longValue() * STEPS;
      assertThat(kept.points.get(best + step)).isEqualTo(most);
      assertThat(weights(kept.checkpoints.getLast(), run, false))
          .isEqualTo(weights(plain.checkpoints.getLast(), run, false));
      assertThat(weights(kept.checkpoints.getLast(), run, true)).isNotEmpty();
      assertThat(weights(plain.checkpoints.getLast(), run, true)).isEmpty();
    }
  }

  @Test
  void noEpochsEvaluateTheInitialWeights() throws Exception {
    Heard start = train(",\"epochs\":0", "start", Duration.ofDays(1), List.of());
    Path file = start.checkpoints.getLast();
    assertThat(start.progress).isEqualTo(1);
    assertThat(start.endings).hasSize(RUNS);
    start
        .endings
        .values()
        .forEach(
            ending -> {
              assertThat(ending.outcome()).isEqualTo(Outcome.COMPLETED);
              assertThat(ending.step()).isZero();
              assertThat(ending.reason()).contains("the weights are the initial ones");
              assertThat(ending.summary()).containsKeys("test.accuracy", "validation.loss");
            });
    assertThat(weights(file, 0, false)).isNotEqualTo(weights(file, 1, false));
    try (Weights weights = Weights.open(file, 2, RUNS)) {
      assertThat(weights.step()).isZero();
    }
  }
}
