package org.normlab.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.data.file.DataHome;
import org.normlab.train.file.ResumeTest;
import org.normlab.train.loop.Training;

/** Whole trainings with probes: when they look, at whom, and that nobody notices. */
class ProbedTrainingTest {
  /** 1347 training rows of which a quarter is kept for validation: 16 steps an epoch. */
  private static final String DIGITS =
      "\"architecture\":{\"type\":\"mlp\",\"hidden\":[32],\"dropout\":0.1},"
          + "\"normalization\":%s,\"batchSize\":64,\"epochs\":3,%s";

  @TempDir private Path folder;
  private int trained;

  private Heard train(String method, String more) throws Exception {
    Heard heard = new Heard();
    Path own = folder.resolve("training-" + trained++);
    TrainingContext place =
        new TrainingContext(
            new DataHome(folder, false),
            own,
            1,
            List.of(),
            null,
            2,
            1,
            "cpu",
            Duration.ofDays(1),
            System::nanoTime);
    Training.run(Small.spec(DIGITS.formatted(method, more)), place, heard, () -> null);
    return heard;
  }

  private static Map<String, Double> withoutProbes(Heard heard) {
    return heard.points.entrySet().stream()
        .filter(entry -> !entry.getKey().contains(" probe."))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static TreeSet<Long> steps(Heard heard, int run) {
    return heard.points.keySet().stream()
        .filter(key -> key.startsWith(run + " probe."))
        .map(key -> Long.valueOf(key.substring(key.lastIndexOf(' ') + 1)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"type\":\"batch\"}", "{\"type\":\"self-normalizing\",\"alphaDropout\":0.1}"})
  void aTrainingDoesNotNoticeThatItIsLookedInto(String method) throws Exception {
    Heard without = train(method, "\"seeds\":[0,1]");
    Heard with = train(method, "\"seeds\":[0,1],\"probe\":{\"every\":5,\"unit\":\"step\"}");
    assertThat(withoutProbes(with)).isEqualTo(without.points);
    assertThat(without.points.keySet()).noneMatch(key -> key.contains("probe."));
    Map<String, float[]> expected = ResumeTest.tensors(without.checkpoints.getLast());
    Map<String, float[]> actual = ResumeTest.tensors(with.checkpoints.getLast());
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach((name, values) -> assertThat(actual.get(name)).as(name).isEqualTo(values));
    assertThat(with.endings.get(0).summary().keySet()).noneMatch(key -> key.startsWith("probe."));
  }

  /** From initialization to the end, where it falls on one. */
  @ParameterizedTest
  @CsvSource({"1, epoch, 16", "2, epoch, 32", "5, step, 5", "48, step, 48", "100, step, 100"})
  void looksAtInitializationAndEverySoOften(int every, String unit, int steps) throws Exception {
    String probe = "\"probe\":{\"every\":%d,\"unit\":\"%s\"}".formatted(every, unit);
    Heard heard = train("{\"type\":\"batch\"}", "\"seeds\":[0,1]," + probe);
    List<Long> expected =
        LongStream.iterate(0, step -> step <= 48, step -> step + steps).boxed().toList();
    assertThat(steps(heard, 0)).containsExactlyElementsOf(expected);
    assertThat(steps(heard, 1)).containsExactlyElementsOf(expected);
  }

  @Test
  void whatHasEndedIsNotLookedInto() throws Exception {
    Heard heard =
        train(
            "{\"type\":\"none\"}",
            "\"seeds\":[0],\"sweep\":{\"learningRate\":[0.01,1e6]},\"probe\":{\"every\":1,\"unit\":\"step\"}");
    assertThat(heard.endings.get(1).outcome()).isEqualTo(Outcome.DIVERGED);
    assertThat(steps(heard, 1).last()).isLessThan(heard.endings.get(1).step());
    assertThat(steps(heard, 0).last()).isEqualTo(48);
    assertThat(heard.points.values()).allMatch(Double::isFinite);
  }
}
