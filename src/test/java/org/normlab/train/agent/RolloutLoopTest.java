package org.normlab.train.agent;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.control.Ppo;
import org.normlab.torch.Torch;
import org.normlab.train.ControlSpec;

class RolloutLoopTest {
  private static final String LAYER = "{\"type\":\"layer\"}";

  /** Eight steps in four environments, twice in two parts. */
  private static final Ppo PPO = new Ppo(0.9, 0.8, 8, 2, 2, 0.2, true, 0.5, 0.01);

  @Test
  void learnsWhenARolloutIsComplete() {
    ControlSpec spec = SmallAgents.spec(SmallAgents.CARTPOLE, PPO, LAYER, 3, 4);
    try (Torch torch = Torch.open("cpu", 1);
        AgentLoop loop = SmallAgents.loop(spec, torch)) {
      SmallAgents.sweeps(loop, 8);
      assertThat(loop.steps()).isEqualTo(28);
      assertThat(loop.updates()).isZero();
      assertThat(loop.gradientNorms()).isEmpty();
      loop.sweep();
      assertThat(loop.steps()).isEqualTo(32);
      assertThat(loop.updates()).isEqualTo(4);
      assertThat(loop.losses()).hasSize(4 * 2);
      assertThat(loop.gradientNorms()).hasSize(2);
      assertThat(loop.exploration()).isNaN();
      loop.sweep();
      assertThat(loop.losses()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "cartpole, none",
    "cartpole, layer",
    "cartpole, batch",
    "cartpole, normalize-and-project",
    "minatar/breakout, none",
    "minatar/breakout, batch",
    "minatar/breakout, normalize-and-project"
  })
  void fusedRunsAreTheSeparate(String environment, String method) {
    long[] seeds = {3, 5, 8};
    String normalization = "{\"type\":\"" + method + "\"}";
    try (Torch torch = Torch.open("cpu", 1);
        AgentLoop all = SmallAgents.loop(spec(environment, normalization, seeds), torch)) {
      List<float[]> together = LoopChecks.losses(all, 41);
      assertThat(together).hasSize(5);
      Map<String, double[]> fused = SmallAgents.numbers(all);
      for (int run = 0; run < seeds.length; run++) {
        try (AgentLoop one =
            SmallAgents.loop(spec(environment, normalization, seeds[run]), torch)) {
          LoopChecks.near(LoopChecks.losses(one, 41), together, run, seeds.length);
          assertThat(SmallAgents.numbers(one).get("rollout.action"))
              .isEqualTo(ofRun(fused.get("rollout.action"), run, seeds.length));
          assertThat(SmallAgents.numbers(one).get("rollout.last"))
              .usingComparatorWithPrecision(1e-3)
              .containsExactly(ofRun(fused.get("rollout.last"), run, seeds.length));
        }
      }
    }
  }

  private static ControlSpec spec(String environment, String method, long... seeds) {
    return SmallAgents.spec(environment, PPO, method, SmallAgents.SGD, seeds);
  }

  /** The part of a run among rows whose runs are innermost. */
  private static double[] ofRun(double[] all, int run, int runs) {
    double[] part = new double[all.length / runs];
    Arrays.setAll(part, i -> all[i * runs + run]);
    return part;
  }

  /** In the middle of a rollout, with episodes that were truncated before and after. */
  @ParameterizedTest
  @ValueSource(strings = {SmallAgents.CARTPOLE, SmallAgents.BREAKOUT})
  void restoredRunsGoOnBitForBit(String environment) {
    ControlSpec spec = SmallAgents.spec(environment, PPO, "{\"type\":\"batch\"}", 1, 2);
    LoopChecks.goOnBitForBit(spec, 21, 20, loop -> assertThat(loop.updates()).isEqualTo(20));
  }

  @Test
  void aRunWithoutNumbersLeavesTheOthers() {
    LoopChecks.loseTheSecond(
        SmallAgents.spec(SmallAgents.CARTPOLE, PPO, LAYER, 1, 2),
        21,
        RolloutLoopTest::first,
        (sound, broken) -> {
          assertThat(sound.losses()).isNotEmpty();
          for (int k = 0; k < sound.losses().length; k += 2) {
            assertThat(broken.losses()[k]).isEqualTo(sound.losses()[k]);
          }
        });
  }

  /** The numbers of the first of two runs; what is seen has several a row. */
  private static double[] first(String name, double[] all) {
    if (!name.startsWith(AgentLoop.ROLLOUT)) {
      return SmallAgents.part(all, 0, 2);
    }
    int size = all.length / (8 * 4 * 2);
    double[] part = new double[all.length / 2];
    Arrays.setAll(part, i -> all[i / size * 2 * size + i % size]);
    return part;
  }

  /** Weights of another visit, and the seeds of its own. */
  @Test
  void anotherVisitGoesOnWithWhatWasLearned() {
    ControlSpec spec = SmallAgents.spec(SmallAgents.CARTPOLE, PPO, LAYER, 1, 2);
    try (Torch torch = Torch.open("cpu", 1);
        NDManager scope = torch.scope();
        AgentLoop first = SmallAgents.loop(spec, torch);
        AgentLoop second = SmallAgents.loop(spec, torch)) {
      SmallAgents.sweeps(first, 20);
      second.follow(first.keep(scope));
      assertThat(second.tensors().get("output.policy.weight"))
          .isEqualTo(first.tensors().get("output.policy.weight"));
      assertThat(second.updates()).isZero();
      SmallAgents.sweeps(second, 20);
      assertThat(second.updates()).isEqualTo(8);
    }
  }
}
