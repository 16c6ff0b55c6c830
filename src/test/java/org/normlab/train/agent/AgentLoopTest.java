package org.normlab.train.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.control.Distributional;
import org.normlab.control.Dqn;
import org.normlab.control.Prioritized;
import org.normlab.torch.Torch;
import org.normlab.torch.Variable;
import org.normlab.train.ControlSpec;

class AgentLoopTest {
  private static final String NONE = "{\"type\":\"none\"}";
  private static final String PULLED =
      "{\"type\":\"adamw\",\"learningRate\":0.01,\"towardInitial\":0.001}";
  private static final String RANDOM = "{\"start\":1,\"end\":1,\"over\":0}";
  private static final String FEW = "{\"atoms\":11,\"minimum\":-2,\"maximum\":8}";
  private static final Distributional ATOMS = new Distributional(11, -2, 8);
  private static final Prioritized PRIORITIES = new Prioritized(0.5, 1e-6, 0.4, 1);

  /** The position of a cart after 0.02 s, in the scales in which networks see it. */
  private static final double[][] EULER = {{0, 1, 2.4, 5}, {2, 3, Math.PI / 12, 2 * Math.PI}};

  @Test
  void weightsArePulledTowardWhatTheyWereAtFirst() {
    ControlSpec spec =
        SmallAgents.spec(SmallAgents.CARTPOLE, SmallAgents.PLAIN, NONE, PULLED, 3, 4);
    try (Torch torch = Torch.open("cpu", 1);
        AgentLoop loop = SmallAgents.loop(spec, torch)) {
      Map<String, double[]> all = SmallAgents.numbers(loop);
      List<String> first =
          all.keySet().stream().filter(name -> name.startsWith("moment.initial.")).toList();
      assertThat(first).isNotEmpty();
      for (String name : first) {
        assertThat(all.get(name))
            .as(name)
            .isEqualTo(all.get(name.substring("moment.initial.".length())));
      }
      assertThat(Arrays.stream(all.get("moment.initial.output.weight")).filter(w -> w != 0))
          .isNotEmpty();
    }
  }

  static Stream<Dqn> agents() {
    return Stream.of(
        SmallAgents.PLAIN,
        SmallAgents.dqn(SmallAgents.RANDOM, true, 3, null, null),
        SmallAgents.dqn(SmallAgents.RANDOM, true, 1, ATOMS, null),
        SmallAgents.dqn(SmallAgents.RANDOM, false, 1, null, PRIORITIES),
        SmallAgents.dqn(SmallAgents.RANDOM, true, 3, ATOMS, PRIORITIES),
        SmallAgents.read("\"type\":\"dqn\",\"noisy\":{},\"epsilon\":" + RANDOM),
        SmallAgents.read("\"type\":\"dqn\",\"noisy\":{},\"dueling\":true,\"epsilon\":" + RANDOM),
        SmallAgents.read(
            "\"type\":\"rainbow\",\"distributional\":" + FEW + ",\"epsilon\":" + RANDOM));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cartpole | none
          cartpole | layer
          cartpole | batch
          cartpole | normalize-and-project
          minatar/breakout | none
          minatar/breakout | batch
          minatar/breakout | normalize-and-project
          """)
  void fusedRunsAreTheSeparate(String environment, String method) {
    compare(environment, "{\"type\":\"" + method + "\"}", SmallAgents.PLAIN, SmallAgents.SGD);
  }

  @ParameterizedTest
  @MethodSource("agents")
  void fusedRunsAreTheSeparateWithEachPart(Dqn agent) {
    compare(SmallAgents.CARTPOLE, "{\"type\":\"layer\"}", agent, SmallAgents.ADAM);
  }

  /** The parts of Rainbow by themselves, and all together. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'type':'dqn','double':true",
        "'type':'dqn','dueling':true",
        "'type':'dqn','steps':3",
        "'type':'dqn','distributional':{'atoms':11}",
        "'type':'dqn','prioritized':{}",
        "'type':'dqn','noisy':{}",
        "'type':'rainbow'"
      })
  void eachPartOfRainbowLearns(String part) {
    ControlSpec spec =
        SmallAgents.spec(
            SmallAgents.BREAKOUT, SmallAgents.read(part.replace('\'', '"')), NONE, 3, 4);
    try (Torch torch = Torch.open("cpu", 1);
        AgentLoop loop = SmallAgents.loop(spec, torch)) {
      Map<String, double[]> first = SmallAgents.numbers(loop);
      List<float[]> losses = LoopChecks.losses(loop, 16);
      assertThat(losses).hasSizeGreaterThan(4);
      losses.forEach(
          some -> {
            for (float loss : some) {
              assertThat(loss).isFinite().isNotZero();
            }
          });
      Map<String, double[]> now = SmallAgents.numbers(loop);
      List<String> trained =
          spec.network(spec.runs().size()).parameters().stream().map(Variable::name).toList();
      assertThat(trained)
          .allSatisfy(name -> assertThat(now.get(name)).as(name).isNotEqualTo(first.get(name)));
    }
  }

  /**
   * Noise that outweighs what is seen: a run's environments act alike in a sweep, each run by noise
   * of its own, and at random from sweep to sweep.
   */
  @Test
  void eachSweepActsByNoiseOfItsOwn() {
    Dqn agent =
        SmallAgents.read("\"type\":\"dqn\",\"learningStarts\":160,\"noisy\":{\"sigma\":50}");
    ControlSpec spec = SmallAgents.spec(SmallAgents.CARTPOLE, agent, NONE, 1, 2);
    try (Torch torch = Torch.open("cpu", 1);
        AgentLoop loop = SmallAgents.loop(spec, torch)) {
      SmallAgents.sweeps(loop, 40);
      double[] followed = SmallAgents.numbers(loop).get("replay.followed");
      List<Integer> pushes = new ArrayList<>();
      for (int run = 0; run < 2; run++) {
        double[] own = SmallAgents.part(followed, run, 2);
        for (int row = 0; row < 39; row++) {
          int first = 8 * row;
          pushes.add((int) (own[first] + own[first + 2] + own[first + 4] + own[first + 6]));
        }
      }
      assertThat(pushes.stream().filter(right -> right % 4 != 0)).as("split").hasSizeLessThan(10);
      for (List<Integer> own : List.of(pushes.subList(0, 39), pushes.subList(39, 78))) {
        assertThat(own.stream().filter(right -> right > 2)).hasSizeBetween(8, 31);
      }
      assertThat(pushes.subList(0, 39)).isNotEqualTo(pushes.subList(39, 78));
    }
  }

  /**
   * A fresh start draws means uniformly, as the first one did, and leaves deviations as they were.
   */
  @Test
  void noisyWeightsStartAnewAsAtFirst() {
    String renewed =
        "{\"type\":\"sgd\",\"learningRate\":1e-9,\"momentum\":0,"
            + "\"shrinkAndPerturb\":{\"shrink\":0,\"perturb\":1,\"every\":1}}";
    Dqn agent = SmallAgents.read("\"type\":\"dqn\",\"noisy\":{}");
    ControlSpec spec = SmallAgents.spec(SmallAgents.CARTPOLE, agent, NONE, renewed, 1, 2);
    try (Torch torch = Torch.open("cpu", 1);
        AgentLoop loop = SmallAgents.loop(spec, torch)) {
      double[] first = SmallAgents.numbers(loop).get("output.weight");
      SmallAgents.sweeps(loop, 14);
      Map<String, double[]> now = SmallAgents.numbers(loop);
      double[] means = now.get("output.weight");
      // Of 16 inputs.
      assertThat(Arrays.stream(means)).allMatch(mean -> Math.abs(mean) <= 0.25);
      assertThat(Arrays.stream(means).map(Math::abs).max().orElseThrow()).isGreaterThan(0.2);
      assertThat(means[0]).isNotEqualTo(first[0]).isNotEqualTo(means[means.length / 2]);
      assertThat(Arrays.stream(now.get("output.weightDeviation"))).allMatch(d -> d == 0.125);
      assertThat(Arrays.stream(now.get("output.biasDeviation"))).allMatch(d -> d == 0.125);
    }
  }

  private static void compare(String environment, String method, Dqn agent, String optimizer) {
    long[] seeds = {3, 5, 8};
    try (Torch torch = Torch.open("cpu", 1);
        AgentLoop all =
            SmallAgents.loop(
                SmallAgents.spec(environment, agent, method, optimizer, seeds), torch)) {
      List<float[]> together = LoopChecks.losses(all, 30);
      assertThat(together).hasSizeGreaterThan(15);
      Map<String, double[]> fused = SmallAgents.numbers(all);
      for (int run = 0; run < seeds.length; run++) {
        try (AgentLoop one =
            SmallAgents.loop(
                SmallAgents.spec(environment, agent, method, optimizer, seeds[run]), torch)) {
          LoopChecks.near(LoopChecks.losses(one, 30), together, run, seeds.length);
          assertThat(SmallAgents.numbers(one).get("replay.seen"))
              .isEqualTo(SmallAgents.part(fused.get("replay.seen"), run, seeds.length));
        }
      }
    }
  }

  /** The first part sees the ring wrap around, episodes cut, and copies into the target network. */
  @ParameterizedTest
  @ValueSource(strings = {SmallAgents.CARTPOLE, SmallAgents.BREAKOUT})
  void restoredRunsGoOnBitForBit(String environment) {
    goOnBitForBit(environment, SmallAgents.dqn(SmallAgents.GREEDY, true, 3, null, PRIORITIES));
  }

  /** Acts by noise alone, which is drawn anew for each sweep and update. */
  @ParameterizedTest
  @ValueSource(strings = {"\"type\":\"dqn\",\"noisy\":{}", "\"type\":\"rainbow\""})
  void restoredRunsDrawTheSameNoise(String agent) {
    goOnBitForBit(SmallAgents.CARTPOLE, SmallAgents.read(agent));
  }

  private static void goOnBitForBit(String environment, Dqn agent) {
    ControlSpec spec = SmallAgents.spec(environment, agent, "{\"type\":\"batch\"}", 1, 2);
    LoopChecks.goOnBitForBit(spec, 61, 20, loop -> assertThat(loop.steps()).isEqualTo(320));
  }

  @Test
  void aRunWithoutNumbersLeavesTheOthers() {
    ControlSpec spec =
        SmallAgents.spec(
            SmallAgents.CARTPOLE,
            SmallAgents.dqn(SmallAgents.GREEDY, false, 1, null, PRIORITIES),
            "{\"type\":\"layer\"}",
            1,
            2);
    LoopChecks.loseTheSecond(
        spec,
        20,
        (_, all) -> SmallAgents.part(all, 0, 2),
        (_, broken) -> assertThat(broken.losses()).isNotEmpty());
  }

  /**
   * What follows a state obeys the laws of motion, also where an episode was cut and the next one
   * has begun, and where the ring has wrapped around.
   */
  @Test
  void everyTransitionObeysTheLawsOfMotion() {
    try (Torch torch = Torch.open("cpu", 1);
        AgentLoop loop =
            SmallAgents.loop(
                SmallAgents.spec(SmallAgents.CARTPOLE, SmallAgents.PLAIN, NONE, 1, 2), torch)) {
      SmallAgents.sweeps(loop, 57);
      Map<String, double[]> all = SmallAgents.numbers(loop);
      double[] seen = all.get("replay.seen");
      double[] gained = all.get("replay.gained");
      double[] followed = all.get("replay.followed");
      int slots = gained.length / 2;
      int behind = 0;
      for (int slot = 0; slot < slots; slot++) {
        // The newest row of 40 is slot 16 … 19 of each run: what came of it is not known yet.
        boolean complete = slot % (slots / 2) < 160 && slot % (slots / 2) / 4 != 16;
        if (!complete || gained[2 * slot + 1] == 0) {
          continue;
        }
        int next = (int) followed[2 * slot + 1];
        behind += next % (slots / 2) >= 160 ? 1 : 0;
        double faster = seen[4 * next + 1] - seen[4 * slot + 1];
        assertThat(faster > 0).as("slot %d, pushed", slot).isEqualTo(followed[2 * slot] == 1);
        for (double[] law : EULER) {
          double now = seen[4 * slot + (int) law[0]] * law[2];
          double speed = seen[4 * slot + (int) law[1]] * law[3];
          double then = seen[4 * next + (int) law[0]] * law[2];
          assertThat(then).as("slot %d", slot).isCloseTo(now + 0.02 * speed, Offset.offset(1e-5));
        }
      }
      assertThat(behind).as("episodes that were cut").isGreaterThan(30);
    }
  }
}
