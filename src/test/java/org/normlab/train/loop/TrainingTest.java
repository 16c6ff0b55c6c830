package org.normlab.train.loop;

import static java.util.Comparator.comparingLong;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normlab.data.file.DataHome;
import org.normlab.torch.program.Programs;
import org.normlab.train.End;
import org.normlab.train.Ending;
import org.normlab.train.Heard;
import org.normlab.train.Outcome;
import org.normlab.train.Recording;
import org.normlab.train.ResumePoint;
import org.normlab.train.Saved;
import org.normlab.train.Small;
import org.normlab.train.TrainingContext;
import org.normlab.train.file.ResumeTest;

/** Whole trainings on the digits of the jar. */
class TrainingTest {
  private static final String DIGITS =
      "\"architecture\":{\"type\":\"mlp\",\"hidden\":[32]},\"normalization\":{\"type\":\"batch\"},"
          + "\"batchSize\":64,";

  @TempDir private Path folder;

  private Heard train(String more, Integer width) throws Exception {
    return train(more, place(1, List.of(), width, Duration.ofDays(1), System::nanoTime));
  }

  private TrainingContext place(
      int attempt, List<ResumePoint> resume, Integer width, Duration save, LongSupplier clock) {
    DataHome data = new DataHome(folder, false);
    return new TrainingContext(data, folder, attempt, resume, null, width, 1, "cpu", save, clock);
  }

  private static Heard train(String more, TrainingContext place) throws Exception {
    Heard heard = new Heard();
    End end = Training.run(Small.spec(DIGITS + more), place, heard, () -> null);
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
    Heard heard = train("\"epochs\":5,\"seeds\":[0,1]", 2);
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
    Heard calm = train(job.formatted("0.02"), 2);
    Heard wild = train(job.formatted("1e6"), 2);
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
                + "\"earlyStopping\":{\"metric\":\"validation.accuracy\",\"patience\":3}",
            3);
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
    Heard wide = train("\"epochs\":2,\"seeds\":[0,1,2,3,4]", 5);
    Heard narrow = train("\"epochs\":2,\"seeds\":[0,1,2,3,4]", 2);
    Heard alone = train("\"epochs\":2,\"seeds\":[4]", 1);
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
  void aRunThatHasEndedIsFrozenAndAResumedOneKnowsItsBestEpoch() throws Exception {
    String job =
        "\"epochs\":60,\"sweep\":{\"learningRate\":[0.001,0.01,0.1]},"
            + "\"earlyStopping\":{\"metric\":\"validation.accuracy\",\"patience\":3}";
    LongSupplier clock = System::nanoTime;
    Heard whole = train(job, place(1, List.of(), 3, Duration.ZERO, clock));
    int last =
        Collections.max(whole.endings.keySet(), comparingLong(r -> whole.endings.get(r).step()));
    Ending ending = whole.endings.get(last);
    // An epoch before its end, the last run has its best one behind it.
    Path then =
        folder.resolve("attempt-1/group-0-step-%d.safetensors".formatted(ending.step() - 16));
    Heard rest = train(job, place(2, Saved.points(List.of(then)), 3, Duration.ofDays(1), clock));
    assertThat(rest.endings.keySet()).containsExactly(last);
    assertThat(rest.endings.get(last).step()).isEqualTo(ending.step());
    assertThat(rest.endings.get(last).reason()).isEqualTo(ending.reason());
    for (int run = 0; run < 3; run++) {
      if (run != last) {
        assertSameWeights(run, then, whole.checkpoints.getLast());
      }
    }
  }

  private static void assertSameWeights(int run, Path then, Path last) throws Exception {
    Map<String, float[]> kept = ResumeTest.tensors(last);
    for (var entry : ResumeTest.tensors(then).entrySet()) {
      assertThat(Recording.replica(kept.get(entry.getKey()), run, 3))
          .as(entry.getKey())
          .isEqualTo(Recording.replica(entry.getValue(), run, 3));
    }
  }

  @Test
  void aShortTrainingIsNotMeasured() throws Exception {
    TrainingContext place = place(1, List.of(), null, Duration.ofDays(1), System::nanoTime);
    Heard heard = train("\"epochs\":1,\"seeds\":[0,1,2,3]", place);
    assertThat(heard.lines)
        .contains("4 of 4 runs train as one group, not measured, since the training is short");
    assertThat(heard.checkpoints).hasSize(1);
  }

  @Test
  void theNextJobOfAStudyCompilesNothingAndGivesItsOwnNumbers() throws Exception {
    String job = "\"epochs\":2,\"seeds\":[%s],\"optimizer\":{\"type\":\"sgd\",\"learningRate\":%s}";
    TrainingContext place = place(1, List.of(), 2, Duration.ofDays(1), System::nanoTime);
    try (Programs programs = new Programs()) {
      Heard first = new Heard();
      run(job.formatted("0,1", 0.1), place, first, programs);
      long compiled = programs.compiled();
      Heard second = new Heard();
      run(job.formatted("2,3", 0.05), place, second, programs);
      assertThat(programs.compiled()).isEqualTo(compiled);
      Heard alone = train(job.formatted("2,3", 0.05), 2);
      for (int run = 0; run < 2; run++) {
        assertThat(measured(run, second)).isEqualTo(measured(run, alone));
        assertThat(measured(run, second)).isNotEqualTo(measured(run, first));
      }
    }
  }

  private static void run(String more, TrainingContext place, Heard heard, Programs programs)
      throws Exception {
    Training.run(Small.spec(DIGITS + more), place, heard, () -> null, programs);
  }

  private static Map<String, Double> measured(int run, Heard heard) {
    Map<String, Double> all = new HashMap<>(ofRun(run, heard));
    all.keySet().removeIf(name -> name.startsWith("samplesPerSecond"));
    return all;
  }
}
