package org.normlab.train.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.normlab.control.Ppo;
import org.normlab.environment.ActionSet;
import org.normlab.environment.EnvironmentSpec;
import org.normlab.environment.NamedEnvironment;
import org.normlab.torch.Torch;
import org.normlab.train.ControlSpec;
import org.normlab.train.Small;
import org.normlab.train.TrainingSpec;

/**
 * A policy learns to balance a pole: CleanRL's settings of PPO for classic control, but for 8
 * environments, a rate of 0.001 and rewards of 0.02, by which one network serves policy and values.
 */
class PpoCartPoleTest {
  /** Random play lasts about 22 steps. */
  private static final double SOON = 80;

  /** What CartPole-v1 counts as solved, of at most 500. */
  private static final double SOLVED = 475;

  private static ControlSpec spec(long[] seeds, long steps) {
    TrainingSpec shared =
        Small.spec(
            """
            "architecture": {"type": "mlp", "hidden": [64, 64], "activation": "tanh"},
            "normalization": {"type": "none"},
            "optimizer": {"type": "adamw", "learningRate": 1e-3, "epsilon": 1e-5, "weightDecay": 0,
              "clip": 0.5, "schedule": {"type": "linear"}}
            """);
    return new ControlSpec(
        shared.architecture(),
        shared.normalization(),
        new EnvironmentSpec(
            new NamedEnvironment("cartpole"), null, true, ActionSet.FULL, null, 0.02, null, 8),
        new Ppo(0.99, 0.95, 128, 4, 4, 0.2, true, 0.5, 0.01),
        shared.optimizer(),
        steps,
        null,
        null,
        LongStream.of(seeds).boxed().toList(),
        shared.sweep(),
        "float32",
        null);
  }

  /** The mean returns of a run over each tenth of the steps. */
  private static List<double[]> learn(long[] seeds, long steps) {
    List<double[]> tenths = new ArrayList<>();
    try (Torch torch = Torch.open("cpu", 1);
        AgentLoop loop = SmallAgents.loop(spec(seeds, steps), torch)) {
      for (long tenth = 1; tenth <= 10; tenth++) {
        while (loop.steps() < tenth * steps / 10) {
          loop.sweep();
        }
        double[] now = new double[seeds.length];
        Arrays.setAll(now, run -> loop.takeEpisodes(run).meanReturn());
        tenths.add(now);
      }
    }
    return tenths;
  }

  @Test
  void itLearnsSoon() {
    double[] last = learn(new long[] {0, 1}, 20_480).getLast();
    assertThat(Arrays.stream(last).min().orElseThrow()).isGreaterThan(SOON);
  }

  /** {@code mvn -B test -Dtest=PpoCartPoleTest -Dnormlab.proofs=true}. */
  @Test
  @EnabledIfSystemProperty(named = "normlab.proofs", matches = "true")
  void itIsSolvedFromEachSeed() {
    double[] last = learn(new long[] {400, 401, 402, 403, 404}, 153_600).getLast();
    System.out.printf("mean returns of the last tenth: %s%n", Arrays.toString(last));
    assertThat(Arrays.stream(last).min().orElseThrow()).isGreaterThanOrEqualTo(SOLVED);
  }
}
