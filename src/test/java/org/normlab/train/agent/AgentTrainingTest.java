package org.normlab.train.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.torch.program.Programs;
import org.normlab.train.ControlSpec;
import org.normlab.train.End;
import org.normlab.train.Ending;
import org.normlab.train.Heard;
import org.normlab.train.Outcome;
import org.normlab.train.ResumePoint;
import org.normlab.train.Saved;
import org.normlab.train.Small;
import org.normlab.train.StopSignal;
import org.normlab.train.TrainingContext;
import org.normlab.train.export.Weights;

/** Whole trainings of agents. */
class AgentTrainingTest {
  private static final String AGENT =
      """
      "agent": {"type": "dqn", "replay": 160, "batchSize": 8, "learningStarts": 40, "every": 2,
        "targetEvery": 24, "prioritized": {}, "steps": 3,
        "epsilon": {"start": 0.5, "end": 0.1, "over": 100}},
      "optimizer": {"type": "adamw", "learningRate": %s, "schedule": {"type": "cosine"}},
      "normalization": {"type": "%s"}, "seeds": [1, 2]
      """;
  private static final String CARTPOLE =
      """
      {"environment": {"name": "cartpole", "environments": 4}, "steps": 800,
       "architecture": {"type": "mlp", "hidden": [16, 16]}, %s}
      """;
  private static final String SEQUENCE =
      """
      {"environment": {"sequence": ["minatar/breakout", "minatar/space-invaders"], "cycles": 2,
         "environments": 4, "stepLimit": 30, "fresh": %s},
       "stepsPerVisit": 320,
       "architecture": {"type": "convnet", "channels": [4], "dense": 16, "padding": "none"}, %s}
      """;

  /** Those of one test serve the next. */
  private static final Programs PROGRAMS = new Programs();

  @TempDir private Path folder;

  private static String agent(double rate, String method) {
    return AGENT.formatted(rate, method);
  }

  private static ControlSpec sequence(boolean fresh) {
    return Small.control(SEQUENCE.formatted(fresh, agent(0.01, "normalize-and-project")));
  }

  private TrainingContext place(int attempt, List<ResumePoint> resume) {
    return Small.place(folder, folder.resolve("checkpoints"), attempt, resume);
  }

  private Heard train(ControlSpec spec) throws Exception {
    Heard heard = new Heard();
    assertThat(attempt(spec, place(9, List.of()), heard, () -> null)).isEqualTo(End.COMPLETED);
    return heard;
  }

  private static End attempt(ControlSpec spec, TrainingContext place, Heard heard, StopSignal stop)
      throws Exception {
    return AgentTraining.run(spec, place, heard, stop, PROGRAMS);
  }

  @AfterAll
  static void forgetPrograms() {
    PROGRAMS.close();
  }

  /** The numbers of a summary that do not depend on the clock. */
  private static Map<String, Double> figures(Ending ending) {
    Map<String, Double> figures = new TreeMap<>(ending.summary());
    figures.keySet().removeIf(name -> name.startsWith("s") && name.contains("econd"));
    return figures;
  }

  @Test
  void reportsReturnsAtEnvironmentSteps() throws Exception {
    Heard heard = train(Small.control(CARTPOLE.formatted(agent(0.01, "layer"))));
    assertThat(heard.points)
        .containsKeys(
            "0 return 800", "1 train.loss 400", "0 exploration 8", "0 episode.length 800");
    for (Ending ending : heard.endings.values()) {
      assertThat(ending.outcome()).isEqualTo(Outcome.COMPLETED);
      assertThat(ending.step()).isEqualTo(800);
      assertThat(ending.reason()).isEqualTo("all 800 environment steps");
      // A pole falls within 200 steps of random play, and each step is worth 1.
      assertThat(ending.summary().get("return.area")).isBetween(8.0, 200.0);
      assertThat(ending.summary()).containsKeys("return", "train.loss", "learningRate", "seconds");
    }
    assertThat(heard.endings).hasSize(2);
    assertThat(heard.progress).isEqualTo(1);
  }

  /** Stopped in the first visit, and in the third. */
  @ParameterizedTest
  @ValueSource(ints = {30, 200})
  void aStoppedSequenceGoesOnBitForBit(int sweeps) throws Exception {
    ControlSpec spec = sequence(false);
    Heard whole = train(spec);
    Heard parts = new Heard();
    int[] asked = {0};
    StopSignal stop = () -> ++asked[0] > sweeps ? "enough" : null;
    assertThat(attempt(spec, place(1, List.of()), parts, stop)).isEqualTo(End.STOPPED);
    assertThat(parts.endings).isEmpty();
    assertThat(parts.points).isNotEmpty();
    List<ResumePoint> saved = Saved.points(parts.checkpoints);
    assertThat(attempt(spec, place(2, saved), parts, () -> null)).isEqualTo(End.COMPLETED);
    assertThat(parts.refusals()).isEmpty();
    assertThat(parts.points).isEqualTo(whole.points);
    for (int run = 0; run < 2; run++) {
      assertThat(figures(parts.endings.get(run))).isEqualTo(figures(whole.endings.get(run)));
    }
  }

  @Test
  void aSequenceReportsEachVisit() throws Exception {
    Map<String, Double> kept = train(sequence(false)).endings.get(0).summary();
    assertThat(kept)
        .containsKeys(
            "visit.1.breakout.final",
            "visit.2.space-invaders.area",
            "visit.3.breakout.area",
            "visit.4.space-invaders.final",
            "sequence.first",
            "sequence.second",
            "return.final");
    assertThat(kept.get("sequence.secondMinusFirst"))
        .isEqualTo(kept.get("sequence.second") - kept.get("sequence.first"));
    double breakout = (kept.get("visit.1.breakout.final") - 0.51) / (10 - 0.51);
    double invaders = (kept.get("visit.2.space-invaders.final") - 2.84) / (44 - 2.84);
    assertThat(kept.get("sequence.first"))
        .isCloseTo((breakout + invaders) / 2, Offset.offset(1e-12));
  }

  /** The first visits are the same; the second of the fresh arm begins with other weights. */
  @Test
  void freshWeightsAreDrawnAtEachChange() throws Exception {
    Heard kept = train(sequence(false));
    Heard fresh = train(sequence(true));
    assertThat(fresh.endings.get(0).summary().get("visit.1.breakout.area"))
        .isEqualTo(kept.endings.get(0).summary().get("visit.1.breakout.area"));
    assertThat(fresh.points.get("0 train.loss 640"))
        .isNotEqualTo(kept.points.get("0 train.loss 640"));
  }

  @Test
  void aRunThatDivergesEndsAlone() throws Exception {
    Heard heard =
        train(
            Small.control(
                CARTPOLE.formatted(
                    agent(0.01, "none").replace("3,", "3, \"loss\": \"squared\",")
                        + ", \"sweep\": {\"learningRate\": [0.01, 1e6]}")));
    assertThat(heard.endings.get(0).outcome()).isEqualTo(Outcome.COMPLETED);
    Ending lost = heard.endings.get(2);
    assertThat(lost.outcome()).isEqualTo(Outcome.DIVERGED);
    assertThat(lost.reason())
        .matches("the loss was (NaN|Infinity) at environment step \\d+ of 800");
    assertThat(lost.step()).isBetween(40L, 800L);
    assertThat(lost.summary()).doesNotContainKey("return.final");
  }

  @Test
  void weightsOfOneRunCanBeRead() throws Exception {
    Heard heard = train(Small.control(CARTPOLE.formatted(agent(0.01, "batch"))));
    try (Weights weights = Weights.open(heard.checkpoints.getLast(), 1, 2)) {
      assertThat(weights.step()).isEqualTo(800);
      assertThat(weights.tensors().stream().map(Weights.Tensor::name))
          .contains("hidden.0.weight", "output.weight", "output.bias")
          .noneMatch(name -> name.contains("target") || name.contains("replay"));
    }
  }
}
