package org.normlab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.data.file.DataHome;
import org.normlab.train.loop.Training;

/** Whole trainings whose task changes: what is learned, and what is reported of it. */
class TaskTrainingTest {
  /** 1,077 rows of the digits: 16 steps an epoch. */
  private static final int STEPS_AN_EPOCH = 16;

  @TempDir private Path folder;

  private Heard train(String tasks, String more, int width) throws Exception {
    String members =
        "\"architecture\":{\"type\":\"mlp\",\"hidden\":[64]},\"normalization\":{\"type\":\"batch\"},"
            + "\"batchSize\":64,\"optimizer\":{\"type\":\"adamw\",\"schedule\":{\"type\":\"constant\"}},"
            + more;
    SupervisedSpec spec = Small.spec(members, "{\"name\":\"digits\"" + tasks + "}");
    Heard heard = new Heard();
    TrainingContext place =
        new TrainingContext(
            new DataHome(folder, false),
            folder,
            1,
            List.of(),
            null,
            width,
            1,
            "cpu",
            Duration.ofDays(1),
            System::nanoTime);
    assertThat(Training.run(spec, place, heard, () -> null)).isEqualTo(End.COMPLETED);
    return heard;
  }

  private static TreeMap<Long, Double> series(Heard heard, int run, String name) {
    TreeMap<Long, Double> series = new TreeMap<>();
    String prefix = run + " " + name + " ";
    heard.points.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            series.put(Long.parseLong(key.substring(prefix.length())), value);
          }
        });
    return series;
  }

  @Test
  void labelsThatAreDrawnAnewAreLearnedAnew() throws Exception {
    // Five steps an epoch, 32 epochs a task, and half a task at the end.
    Heard heard =
        train(
            ",\"limit\":320,\"relabelEvery\":160,\"tasks\":\"labels\"",
            "\"epochs\":80,\"seeds\":[0,1]",
            2);
    for (int run = 0; run < 2; run++) {
      TreeMap<Long, Double> loss = series(heard, run, "train.loss");
      // What was learned of one task is no better than chance in the next, and worse for the loss.
      assertThat(loss.get(165L)).isGreaterThan(loss.get(160L) + 0.3).isGreaterThan(Math.log(10));
      TreeMap<Long, Double> online = series(heard, run, "online.accuracy");
      TreeMap<Long, Double> late = series(heard, run, "task.accuracy");
      assertThat(online.keySet()).containsExactly(160L, 320L);
      assertThat(late.keySet()).containsExactly(160L, 320L);
      assertThat(late.get(160L)).isGreaterThan(online.get(160L) + 0.1);
      Map<String, Double> summary = heard.endings.get(run).summary();
      double mean = online.values().stream().mapToDouble(x -> x).average().orElseThrow();
      assertThat(summary.get("online.accuracy")).isCloseTo(mean, within(1e-12));
      assertThat(summary.get("online.accuracy.first")).isEqualTo(online.get(160L));
      assertThat(summary.get("online.accuracy.last")).isEqualTo(online.get(320L));
      assertThat(summary).doesNotContainKeys("validation.accuracy", "test.accuracy");
    }
    assertThat(heard.points.keySet()).noneMatch(key -> key.contains("validation"));
    assertThat(heard.lines)
        .contains("the last task has 80 of 160 steps and is left out of online.accuracy")
        .contains("labels are drawn anew: validation and test are not measured");
  }

  /** Windows of an epoch are its 16 steps, so that both say the same of the same steps. */
  @Test
  void accuracyOfATaskIsThatOfItsBatchesBeforeTheyAreLearnedFrom() throws Exception {
    Heard heard = train(",\"relabelEvery\":48", "\"epochs\":6,\"seeds\":[3]", 1);
    TreeMap<Long, Double> windows = series(heard, 0, "train.accuracy");
    TreeMap<Long, Double> online = series(heard, 0, "online.accuracy");
    for (long end : new long[] {48, 96}) {
      double mean =
          (windows.get(end) + windows.get(end - STEPS_AN_EPOCH) + windows.get(end - 32)) / 3;
      assertThat(online.get(end)).isCloseTo(mean, within(1e-12));
      assertThat(series(heard, 0, "task.accuracy").get(end)).isEqualTo(windows.get(end));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"inputs", "classes"})
  void heldOutRowsAreMeasuredOnThePresentTask(String tasks) throws Exception {
    // A task ends in the middle of an epoch, and the last one with the training.
    Heard heard =
        train(
            ",\"relabelEvery\":200,\"tasks\":\"%s\"".formatted(tasks),
            "\"epochs\":25,\"seeds\":[0,1]",
            2);
    for (int run = 0; run < 2; run++) {
      TreeMap<Long, Double> validation = series(heard, run, "validation.accuracy");
      assertThat(validation.get(192L)).isGreaterThan(0.85);
      // Half an epoch into the next task it is not known yet.
      assertThat(validation.get(208L)).isLessThan(0.6);
      assertThat(validation.get(400L)).isGreaterThan(0.85);
      assertThat(heard.endings.get(run).summary().get("test.accuracy")).isGreaterThan(0.85);
    }
  }

  @Test
  void aRunsTasksDoNotDependOnWhatItIsFusedWith() throws Exception {
    String tasks = ",\"relabelEvery\":30";
    Heard wide = train(tasks, "\"epochs\":6,\"seeds\":[0,1,2]", 3);
    Heard alone = train(tasks, "\"epochs\":6,\"seeds\":[2]", 1);
    TreeMap<Long, Double> expected = series(alone, 0, "train.loss");
    assertThat(expected).hasSize(6);
    series(wide, 2, "train.loss")
        .forEach((step, loss) -> assertThat(loss).isCloseTo(expected.get(step), within(1e-3)));
    assertThat(series(wide, 1, "train.loss")).isNotEqualTo(series(wide, 2, "train.loss"));
  }
}
