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
 * A policy learns to balance a pole. Its settings are those of RL Baselines3 Zoo for CartPole-v1,
 * but for a cosine, and rewards of 0.05, by which one network serves policy and values.
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
              "clip": 0.5, "schedule": {"type": "cosine"}}
            """);
    return new ControlSpec(
        shared.architecture(),
        shared.normalization(),
        new EnvironmentSpec(
            new NamedEnvironment("cartpole"), null, true, ActionSet.FULL, null, 0.05, null, 8),
        new Ppo(0.98, 0.8, 32, 20, 1, 0.2, false, 0.5, 0),
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

  /**
   * Takes minutes: {@code mvn -B test -Dtest=PpoCartPoleTest -Dnormlab.proofs=true}. These settings
   * do not reach it yet: two of the five seeds end at 500, three between 305 and 357.
   */
  @Test
  @EnabledIfSystemProperty(named = "normlab.proofs", matches = "true")
  void itIsSolvedFromEachSeed() {
    double[] last = learn(new long[] {200, 201, 202, 203, 204}, 153_600).getLast();
    System.out.printf("mean returns of the last tenth: %s%n", Arrays.toString(last));
    assertThat(Arrays.stream(last).min().orElseThrow()).isGreaterThanOrEqualTo(SOLVED);
  }
}
