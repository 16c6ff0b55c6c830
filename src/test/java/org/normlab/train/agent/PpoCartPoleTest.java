package org.normlab.train.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.normlab.train.Small;

/**
 * A policy learns to balance a pole: CleanRL's settings of PPO for classic control, but for 8
 * environments, a rate of 0.001 and rewards of 0.02, by which one network serves policy and values.
 */
class PpoCartPoleTest {
  private static final String JOB =
      """
      {"architecture": {"type": "mlp", "hidden": [64, 64], "activation": "tanh"},
       "normalization": {"type": "none"},
       "environment": {"name": "cartpole", "rewardScale": 0.02, "environments": 8},
       "agent": {"type": "ppo"},
       "optimizer": {"type": "adamw", "learningRate": 1e-3, "epsilon": 1e-5, "weightDecay": 0,
         "clip": 0.5, "schedule": {"type": "linear"}},
       "steps": %d, "seeds": %s}
      """;

  /** Random play lasts about 22 steps. */
  private static final double SOON = 80;

  /** What CartPole-v1 counts as solved, of at most 500. */
  private static final double SOLVED = 475;

  private static double[] last(long steps, String seeds) {
    return TenthReturns.of(Small.control(JOB.formatted(steps, seeds))).getLast();
  }

  @Test
  void itLearnsSoon() {
    double[] last = last(20_480, "[0, 1]");
    assertThat(Arrays.stream(last).min().orElseThrow()).isGreaterThan(SOON);
  }

  /** {@code mvn -B test -Dtest=PpoCartPoleTest -Dnormlab.proofs=true}. */
  @Test
  @EnabledIfSystemProperty(named = "normlab.proofs", matches = "true")
  void itIsSolvedFromEachSeed() {
    double[] last = last(153_600, "[400, 401, 402, 403, 404]");
    System.out.printf("mean returns of the last tenth: %s%n", Arrays.toString(last));
    assertThat(Arrays.stream(last).min().orElseThrow()).isGreaterThanOrEqualTo(SOLVED);
  }
}
