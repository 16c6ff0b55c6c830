package org.normlab.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normlab.data.DataHome;

/** Whole trainings on the digits of the jar. */
class TrainingTest {
  private static final String DIGITS =
      "\"architecture\":{\"type\":\"mlp\",\"hidden\":[32]},\"normalization\":{\"type\":\"batch\"},"
          + "\"batchSize\":64,";

  @TempDir private Path folder;

  private Heard train(String more) throws Exception {
    return train(more, null, () -> null);
  }

  private Heard train(String more, Integer width, StopSignal stop) throws Exception {
    Heard heard = new Heard();
    Place place =
        new Place(
            new DataHome(folder, false),
            folder,
            1,
            List.of(),
            width,
            1,
            "cpu",
            Duration.ofDays(1),
            System::nanoTime);
    End end = Training.run(Small.spec(DIGITS + more), place, heard, stop);
    assertThat(end).isEqualTo(End.COMPLETED);
    return heard;
  }

  private static Map<String, Double> ofRun(int run, Heard heard) {
    return heard.points.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(run + " "))
        .collect(Collectors.toMap(entry -> entry.getKey().substring(2), Map.Entry::getValue));
  }

  @Test
  void learns() throws Exception {
    Heard heard = train("\"epochs\":5,\"seeds\":[0,1]", 2, () -> null);
    for (int run = 0; run < 2; run++) {
      Ending ending = heard.endings.get(run);
      assertThat(ending.outcome()).isEqualTo(Outcome.COMPLETED);
      assertThat(ending.summary().get("test.accuracy")).isGreaterThan(0.9);
      assertThat(ofRun(run, heard)).containsKeys("validation.loss 16", "train.accuracy 80");
    }
    assertThat(ofRun(0, heard)).isNotEqualTo(ofRun(1, heard));
    assertThat(heard.progress).isEqualTo(1);
    assertThat(heard.checkpoints).hasSize(1);
  }

  @Test
  void divergenceEndsOneRunAloneWithAReason() throws Exception {
    String job = "\"epochs\":3,\"sweep\":{\"learningRate\":[0.01,%s]}";
    Heard calm = train(job.formatted("0.02"), 2, () -> null);
    Heard wild = train(job.formatted("1e6"), 2, () -> null);
    assertThat(wild.endings.get(1).outcome()).isEqualTo(Outcome.DIVERGED);
    assertThat(wild.endings.get(1).reason()).contains("the training loss became", "of 48");
    assertThat(wild.endings.get(1).step()).isLessThan(48);
    assertThat(wild.endings.get(0).outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(ofRun(0, wild)).isEqualTo(ofRun(0, calm));
    assertThat(wild.points.values()).allMatch(Double::isFinite);
  }

  @Test
  void earlyStoppingEndsEachRunForItself() throws Exception {
    Heard heard =
        train(
            "\"epochs\":60,\"seeds\":[0,1,2],"
                + "\"earlyStopping\":{\"metric\":\"validation.accuracy\",\"patience\":3}");
    for (Ending ending : heard.endings.values()) {
      assertThat(ending.outcome()).isEqualTo(Outcome.STOPPED_EARLY);
      assertThat(ending.reason()).contains("has not improved since epoch");
      double best = ending.summary().get("bestEpoch");
      assertThat(ending.step()).isEqualTo((long) (best + 3) * 16);
    }
    assertThat(heard.endings).hasSize(3);
  }

  @Test
  void aRunDoesNotDependOnItsNeighboursNorOnTheWidth() throws Exception {
    Heard wide = train("\"epochs\":2,\"seeds\":[0,1,2,3,4]", 5, () -> null);
    Heard narrow = train("\"epochs\":2,\"seeds\":[0,1,2,3,4]", 2, () -> null);
    Heard alone = train("\"epochs\":2,\"seeds\":[4]", 1, () -> null);
    assertThat(wide.points.keySet()).containsExactlyInAnyOrderElementsOf(narrow.points.keySet());
    wide.points.forEach(
        (key, value) -> assertThat(narrow.points.get(key)).isCloseTo(value, close(key)));
    ofRun(4, wide)
        .forEach((key, value) -> assertThat(ofRun(0, alone).get(key)).isCloseTo(value, close(key)));
    assertThat(narrow.checkpoints).hasSize(3);
  }

  /** One of some hundred samples may fall on the other side of the border. */
  private static org.assertj.core.data.Offset<Double> close(String key) {
    return org.assertj.core.data.Offset.offset(key.contains("accuracy") ? 0.004 : 1e-3);
  }

  @Test
  void measuresTheFastestWidthAndSaysSo() throws Exception {
    Heard heard = train("\"epochs\":1,\"seeds\":[0,1,2,3]");
    assertThat(heard.lines).anyMatch(line -> line.matches("[1-4] of 4 runs train in one pass.*"));
  }
}
