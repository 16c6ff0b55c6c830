package org.normlab.train.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normlab.control.Agent;
import org.normlab.control.Dqn;
import org.normlab.control.Loss;
import org.normlab.control.Ppo;
import org.normlab.torch.Torch;
import org.normlab.train.ControlSpec;
import org.normlab.train.Probe;
import org.normlab.train.device.Probes;

/** What probes see of agents, against what their updates do. */
class AgentProbesTest {
  private static final double RATE = 0.01;
  private static final String PLAIN_SGD =
      "{\"type\":\"sgd\",\"learningRate\":"
          + RATE
          + ",\"momentum\":0,\"schedule\":{\"type\":\"constant\"}}";

  /** Each update learns from all of a rollout. */
  private static final Ppo PPO = new Ppo(0.9, 0.8, 8, 1, 1, 0.2, true, 0.5, 0.01);

  /** An update draws each transition of the replay about 50 times. */
  private static final Dqn THOROUGH =
      new Dqn(
          0.9,
          160,
          8192,
          160,
          8,
          1000,
          Loss.HUBER,
          true,
          false,
          1,
          null,
          null,
          null,
          SmallAgents.RANDOM);

  private static ControlSpec spec(
      String environment, Agent agent, String method, String optimizer, int every, long... seeds) {
    ControlSpec plain =
        SmallAgents.spec(environment, agent, "{\"type\":\"" + method + "\"}", optimizer, seeds);
    return new ControlSpec(
        plain.architecture(),
        plain.normalization(),
        plain.environment(),
        plain.agent(),
        plain.optimizer(),
        plain.steps(),
        null,
        null,
        plain.seeds(),
        plain.sweep(),
        plain.precision(),
        new Probe(every, "step"));
  }

  private static Map<String, double[]> looked(AgentLoop loop) {
    Map<String, double[]> seen = new LinkedHashMap<>();
    for (Probes.Seen one : loop.looked()) {
      seen.put(one.name(), one.values());
    }
    return seen;
  }

  private static double moved(double[] before, double[] after) {
    double squares = 0;
    for (int i = 0; i < before.length; i++) {
      squares += (after[i] - before[i]) * (after[i] - before[i]);
    }
    return Math.sqrt(squares);
  }

  /** Plain gradient descent moves weights by rate times gradient. */
  private static void gradientsAre(
      Map<String, double[]> seen,
      Map<String, double[]> before,
      Map<String, double[]> after,
      Percentage near,
      String... weights) {
    for (String name : weights) {
      double moved = moved(before.get(name), after.get(name));
      assertThat(moved).isPositive();
      assertThat(seen.get("probe." + name + "GradientNorm")[0])
          .as(name)
          .isCloseTo(moved / RATE, near);
      double norm = moved(new double[before.get(name).length], before.get(name));
      assertThat(seen.get("probe." + name + "Norm")[0]).isCloseTo(norm, Offset.offset(1e-5 * norm));
      assertThat(seen.get("probe." + name + "EffectiveRate")[0])
          .isCloseTo(RATE / norm / norm, Percentage.withPercentage(1e-3));
    }
    double all = 0;
    for (Map.Entry<String, double[]> tensor : before.entrySet()) {
      String series = "probe." + tensor.getKey();
      if (seen.containsKey(series + "Norm") || seen.containsKey(series)) {
        all = Math.hypot(all, moved(tensor.getValue(), after.get(tensor.getKey())));
      }
    }
    assertThat(seen.get("probe.network.parameterGradientNorm")[0]).isCloseTo(all / RATE, near);
  }

  @Test
  void gradientsOfARolloutAreThoseOfItsUpdate() {
    ControlSpec spec = spec(SmallAgents.CARTPOLE, PPO, "none", PLAIN_SGD, 32, 3);
    try (Torch torch = Torch.open("cpu", 1);
        AgentLoop loop = SmallAgents.loop(spec, torch)) {
      SmallAgents.sweeps(loop, 16);
      Map<String, double[]> before = SmallAgents.numbers(loop);
      loop.sweep();
      assertThat(loop.steps()).isEqualTo(64);
      gradientsAre(
          looked(loop),
          before,
          SmallAgents.numbers(loop),
          Percentage.withPercentage(1),
          "hidden.0.weight",
          "output.policy.weight",
          "output.value.weight");
    }
  }

  @Test
  void gradientsOfAReplayAreThoseOfTheUpdateThatComesNext() {
    ControlSpec spec = spec(SmallAgents.CARTPOLE, THOROUGH, "none", PLAIN_SGD, 4, 3);
    try (Torch torch = Torch.open("cpu", 1);
        AgentLoop loop = SmallAgents.loop(spec, torch)) {
      while (loop.steps() < 400) {
        loop.sweep();
      }
      Map<String, double[]> before = SmallAgents.numbers(loop);
      loop.sweep();
      Map<String, double[]> seen = looked(loop);
      loop.sweep();
      assertThat(loop.losses()).hasSize(1);
      gradientsAre(
          seen,
          before,
          SmallAgents.numbers(loop),
          Percentage.withPercentage(10),
          "hidden.0.weight",
          "output.weight");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "cartpole, none",
    "cartpole, batch",
    "minatar/breakout, batch-renorm",
    "minatar/breakout, normalize-and-project"
  })
  void aRunIsSeenAloneAsItIsAmongOthers(String environment, String method) {
    for (Agent agent : new Agent[] {SmallAgents.PLAIN, PPO}) {
      try (Torch torch = Torch.open("cpu", 1);
          AgentLoop two =
              SmallAgents.loop(spec(environment, agent, method, SmallAgents.SGD, 64, 3, 5), torch);
          AgentLoop one =
              SmallAgents.loop(spec(environment, agent, method, SmallAgents.SGD, 64, 5), torch)) {
        SmallAgents.sweeps(two, 17);
        SmallAgents.sweeps(one, 17);
        Map<String, double[]> fused = looked(two);
        Map<String, double[]> alone = looked(one);
        assertThat(alone).isNotEmpty();
        assertThat(fused.keySet()).isEqualTo(alone.keySet());
        alone.forEach(
            (name, values) ->
                assertThat(fused.get(name)[1])
                    .as(name)
                    .isCloseTo(values[0], Offset.offset(1e-4 * Math.max(1, Math.abs(values[0])))));
      }
    }
  }
}
