package org.normlab.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.setting.Problem;
import org.normlab.torch.Torch;
import org.normlab.torch.program.Programs;
import org.normlab.train.agent.AgentTraining;
import org.normlab.train.file.Checkpoint;
import org.normlab.wire.JobJson;
import org.normlab.wire.json.UnreadableJson;

/** Whole trainings of agents with probes: when they look, at whom, and that nobody notices. */
class ProbedAgentsTest {
  private static final String DQN =
      """
      "agent": {"type": "dqn", "replay": 160, "batchSize": 8, "learningStarts": 40, "every": 2,
        "targetEvery": 24, "steps": 3, "epsilon": {"start": 0.5, "end": 0.1, "over": 100} %s}
      """;
  private static final String RAINBOW =
      DQN.formatted(
          """
          , "prioritized": {}, "double": true, "dueling": true, "noisy": {},
          "distributional": {"atoms": 11, "minimum": 0, "maximum": 20}
          """);
  private static final String PPO =
      "\"agent\": {\"type\": \"ppo\", \"rollout\": 16, \"epochs\": 2, \"minibatches\": 2}";
  private static final String CARTPOLE =
      """
      {"environment": {"name": "cartpole", "environments": 4}, "steps": 400,
       "architecture": {"type": "mlp", "hidden": [16, 16]}, "seeds": [1, 2],
       "normalization": {"type": "%s"}, %s %s}
      """;
  private static final String SEQUENCE =
      """
      {"environment": {"sequence": ["minatar/breakout", "minatar/asterix"], "environments": 4},
       "stepsPerVisit": 200, "seeds": [1, 2], "normalization": {"type": "layer"},
       "architecture": {"type": "convnet", "channels": [4], "dense": 16, "padding": "none"}, %s,
       "probe": {"every": 60}}
      """;

  /** Those of one test serve the next. */
  private static final Programs PROGRAMS = new Programs();

  @TempDir private Path folder;
  private int trained;

  private static String agent(String name) {
    return switch (name) {
      case "dqn" -> DQN.formatted("");
      case "rainbow" -> RAINBOW;
      default -> PPO;
    };
  }

  private static ControlSpec cartpole(String method, String agent, String more) {
    return Small.control(CARTPOLE.formatted(method, agent, more));
  }

  private TrainingContext place(int attempt, List<ResumePoint> resume) {
    return Small.place(folder, folder.resolve("training-" + trained++), attempt, resume);
  }

  private Heard train(ControlSpec spec) throws Exception {
    Heard heard = new Heard();
    assertThat(AgentTraining.run(spec, place(1, List.of()), heard, () -> null, PROGRAMS))
        .isEqualTo(End.COMPLETED);
    return heard;
  }

  @AfterAll
  static void forgetPrograms() {
    PROGRAMS.close();
  }

  private static TreeSet<Long> steps(Heard heard, int run) {
    return heard.points.keySet().stream()
        .filter(key -> key.startsWith(run + " probe."))
        .map(key -> Long.valueOf(key.substring(key.lastIndexOf(' ') + 1)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The bytes of all tensors of the last checkpoint but the time that was spent. */
  private static Map<String, ByteBuffer> tensors(Heard heard) throws Exception {
    Map<String, ByteBuffer> bytes = new TreeMap<>();
    try (Torch torch = Torch.open("cpu", 1);
        NDManager scope = torch.scope()) {
      Checkpoint.read(heard.checkpoints.getLast(), scope)
          .arrays()
          .forEach((name, array) -> bytes.put(name, array.toByteBuffer()));
    }
    bytes.keySet().removeIf(name -> name.startsWith("training.") && name.contains("econd"));
    return bytes;
  }

  @ParameterizedTest
  @CsvSource({"rainbow, batch", "dqn, layer", "ppo, batch", "ppo, normalize-and-project"})
  void aTrainingDoesNotNoticeThatItIsLookedInto(String agent, String method) throws Exception {
    Heard without = train(cartpole(method, agent(agent), ""));
    Heard with = train(cartpole(method, agent(agent), ", \"probe\": {\"every\": 20}"));
    Map<String, Double> others =
        with.points.entrySet().stream()
            .filter(entry -> !entry.getKey().contains(" probe."))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    assertThat(with.points.size()).isGreaterThan(others.size());
    assertThat(others).isEqualTo(without.points);
    assertThat(tensors(with)).isEqualTo(tensors(without));
    assertThat(with.endings.get(0).summary().keySet()).noneMatch(key -> key.startsWith("probe."));
  }

  /** A rollout has 64 steps; the first update from a replay is that of step 44, at 44. */
  @ParameterizedTest
  @CsvSource({
    "dqn, 100, 100 200 300 400",
    "dqn, 44, 44 88 132 176 220 264 308 352 396",
    "dqn, 50, 52 100 152 200 252 300 352 400",
    "ppo, 100, 128 256 320",
    "ppo, 64, 64 128 192 256 320 384",
    "ppo, 1, 64 128 192 256 320 384"
  })
  void looksAtMultiplesOrAsSoonAsItCan(String agent, int every, String points) throws Exception {
    ControlSpec spec =
        cartpole("none", agent(agent), ", \"probe\": {\"every\": %d}".formatted(every));
    Heard heard = train(spec);
    String seen = steps(heard, 1).stream().map(String::valueOf).collect(Collectors.joining(" "));
    assertThat(seen).isEqualTo(points);
    assertThat(steps(heard, 0)).isEqualTo(steps(heard, 1));
    assertThat(AgentProbeRules.looks(spec, every)).isEqualTo(points.split(" ").length);
    assertThat(heard.metrics.stream().filter(name -> name.startsWith(ProbeSeries.PREFIX)))
        .containsExactlyInAnyOrderElementsOf(ProbeSeries.names(spec, spec.samples()));
  }

  /** In the second visit the first update is that of step 244, or ends the rollout of step 264. */
  @ParameterizedTest
  @CsvSource({"dqn, 60 120 180 300 360", "ppo, 64 128 192 264 328 392"})
  void stepsOfAllVisitsCount(String agent, String points) throws Exception {
    ControlSpec spec = Small.control(SEQUENCE.formatted(agent(agent)));
    Heard heard = train(spec);
    String seen = steps(heard, 0).stream().map(String::valueOf).collect(Collectors.joining(" "));
    assertThat(seen).isEqualTo(points);
    assertThat(AgentProbeRules.looks(spec, 60)).isEqualTo(points.split(" ").length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rainbow", "ppo"})
  void aStoppedTrainingIsLookedIntoAsIfItHadNotStopped(String agent) throws Exception {
    ControlSpec spec = Small.control(SEQUENCE.formatted(agent(agent)));
    Heard whole = train(spec);
    for (int sweeps : new int[] {16, 31, 70}) {
      Heard parts = new Heard();
      int[] asked = {0};
      StopSignal stop = () -> ++asked[0] > sweeps ? "enough" : null;
      assertThat(AgentTraining.run(spec, place(1, List.of()), parts, stop, PROGRAMS))
          .isEqualTo(End.STOPPED);
      List<ResumePoint> saved = Saved.points(parts.checkpoints);
      assertThat(AgentTraining.run(spec, place(2, saved), parts, () -> null, PROGRAMS))
          .isEqualTo(End.COMPLETED);
      assertThat(parts.refusals()).isEmpty();
      assertThat(parts.points).isEqualTo(whole.points);
    }
  }

  @Test
  void whatHasEndedIsNotLookedInto() throws Exception {
    String more =
        ", \"sweep\": {\"learningRate\": [0.01, 1e6]}, \"probe\": {\"every\": 4},"
            + "\"optimizer\": {\"type\": \"sgd\", \"learningRate\": 0.01}";
    Heard heard = train(cartpole("none", DQN.formatted(", \"loss\": \"squared\""), more));
    assertThat(heard.endings.get(2).outcome()).isEqualTo(Outcome.DIVERGED);
    assertThat(steps(heard, 2).last()).isLessThan(heard.endings.get(2).step());
    assertThat(steps(heard, 0).last()).isEqualTo(400);
    assertThat(heard.points.values()).allMatch(Double::isFinite);
  }

  @ParameterizedTest
  @CsvSource({"dqn, 401, 44", "ppo, 385, 64"})
  void aProbeThatNeverLooksIsRefused(String agent, int every, int first) throws UnreadableJson {
    String job = CARTPOLE.formatted("none", agent(agent), ", \"probe\": {\"every\": %d}");
    assertThat(JobJson.read(job.formatted(every)).problems())
        .containsExactly(
            new Problem(
                "/probe/every",
                ("probes look at multiples of every from the first update on, and there is none:"
                        + " each environment is played for 400 steps and learned from after %d;"
                        + " received %d")
                    .formatted(first, every)));
    assertThat(JobJson.read(job.formatted(every - 1)).problems()).isEmpty();
  }

  @Test
  void aProbeOfAnAgentCountsNoEpochs() throws UnreadableJson {
    String job = CARTPOLE.formatted("none", agent("dqn"), ", \"probe\": {\"unit\": \"epoch\"}");
    assertThat(JobJson.read(job).problems())
        .containsExactly(
            new Problem(
                "/probe/unit",
                "an agent has no epochs: its probes count environment steps, \"step\"; received"
                    + " \"epoch\""));
  }
}
