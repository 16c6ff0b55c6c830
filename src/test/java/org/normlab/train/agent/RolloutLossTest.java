package org.normlab.train.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normlab.control.Ppo;
import org.normlab.environment.ActionSet;
import org.normlab.environment.EnvironmentSpec;
import org.normlab.environment.Environments;
import org.normlab.environment.NamedEnvironment;
import org.normlab.torch.Torch;
import org.normlab.train.ControlSpec;
import org.normlab.train.Small;
import org.normlab.train.TrainingSpec;

/**
 * Losses and updates of two runs, beside a plain computation on the same environments, played again
 * by the same actions.
 */
class RolloutLossTest {
  private static final long[] SEEDS = {11, 12};
  private static final int RUNS = SEEDS.length;
  private static final int PLACES = 3;
  private static final int STEPS = 40;
  private static final double DISCOUNT = 0.9;
  private static final double LAMBDA = 0.8;
  private static final double CLIP = 0.01;
  private static final double VALUE = 0.5;
  private static final double ENTROPY = 0.02;
  private static final double RATE = 0.5;
  private static final int UPDATES = 4;

  private static ControlSpec spec(String gradientClip) {
    TrainingSpec shared =
        Small.spec(
            """
            "architecture": {"type": "mlp", "hidden": [6]}, "normalization": {"type": "none"},
            "optimizer": {"type": "sgd", "learningRate": %s, "momentum": 0, "clip": %s,
              "schedule": {"type": "constant"}}, "seeds": %s
            """
                .formatted(RATE, gradientClip, Arrays.toString(SEEDS)));
    return new ControlSpec(
        shared.architecture(),
        shared.normalization(),
        new EnvironmentSpec(
            new NamedEnvironment("cartpole"), null, true, ActionSet.FULL, 20, 0.5, null, PLACES),
        new Ppo(DISCOUNT, LAMBDA, STEPS, UPDATES, 1, CLIP, true, VALUE, ENTROPY),
        shared.optimizer(),
        100_000L - 100_000L % PLACES,
        null,
        null,
        shared.seeds(),
        shared.sweep(),
        "float32",
        null);
  }

  /** What happened at one place, step by step. */
  private record Happened(
      double[][] seen,
      int[] action,
      double[] reward,
      boolean[] terminated,
      boolean[] truncated,
      double[][] following) {}

  /** Plays a place again; what follows a truncated episode is what it ended in. */
  private static Happened play(ControlSpec spec, double[] actions, int run, int place) {
    Environments environments =
        new Environments(spec.environment().visits().getFirst(), SEEDS, PLACES, 0);
    int at = run * PLACES + place;
    Happened all =
        new Happened(
            new double[STEPS][],
            new int[STEPS],
            new double[STEPS],
            new boolean[STEPS],
            new boolean[STEPS],
            new double[STEPS][]);
    for (int t = 0; t < STEPS; t++) {
      all.seen[t] = seen(environments, at, false);
      all.action[t] = (int) actions[(t * PLACES + place) * RUNS + run];
      environments.step(at, all.action[t]);
      all.reward[t] = 0.5 * environments.reward(at);
      all.terminated[t] = environments.terminated(at);
      all.truncated[t] = environments.truncated(at);
      all.following[t] = seen(environments, at, all.truncated[t]);
    }
    return all;
  }

  private static double[] seen(Environments environments, int at, boolean last) {
    float[] numbers = new float[environments.observations().size()];
    if (last) {
      environments.observations().writeLast(at, numbers, 0);
    } else {
      environments.observations().write(at, numbers, 0);
    }
    double[] wide = new double[numbers.length];
    Arrays.setAll(wide, i -> numbers[i]);
    return wide;
  }

  /** Advantages as the sum of all later errors (Schulman et al. 2016, eq. 16). */
  private static double[] advantages(Happened all, PlainActor actor) {
    double[] error = new double[STEPS];
    for (int t = 0; t < STEPS; t++) {
      double next = all.terminated[t] ? 0 : value(actor, all.following[t]);
      error[t] = all.reward[t] + DISCOUNT * next - value(actor, all.seen[t]);
    }
    double[] advantage = new double[STEPS];
    for (int t = 0; t < STEPS; t++) {
      double weight = 1;
      for (int later = t; later < STEPS; later++) {
        advantage[t] += weight * error[later];
        weight *= DISCOUNT * LAMBDA;
        if (all.terminated[later] || all.truncated[later]) {
          break;
        }
      }
    }
    return advantage;
  }

  private static double value(PlainActor actor, double[] seen) {
    return actor.outputs(seen)[2];
  }

  /** What a run learns from, advantages standardized over all of it. */
  private static List<PlainActor.Step> steps(List<Happened> places, PlainActor actor) {
    List<PlainActor.Step> steps = new ArrayList<>();
    for (Happened all : places) {
      double[] advantage = advantages(all, actor);
      for (int t = 0; t < STEPS; t++) {
        double[] old = actor.outputs(all.seen[t]);
        double[] logits = {old[0], old[1]};
        steps.add(
            new PlainActor.Step(
                all.seen[t], all.action[t], logits, old[2], advantage[t], advantage[t] + old[2]));
      }
    }
    double mean = steps.stream().mapToDouble(PlainActor.Step::advantage).average().orElseThrow();
    double squares = steps.stream().mapToDouble(step -> Math.pow(step.advantage() - mean, 2)).sum();
    double deviation = Math.sqrt(squares / (steps.size() - 1));
    return steps.stream()
        .map(
            step ->
                new PlainActor.Step(
                    step.seen(),
                    step.action(),
                    step.oldLogits(),
                    step.oldValue(),
                    (step.advantage() - mean) / deviation,
                    step.returned()))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"null, Infinity", "0.3, 0.3"})
  void lossesAndUpdatesAreThePlain(String gradientClip, double limit) {
    ControlSpec spec = spec(gradientClip);
    try (Torch torch = Torch.open("cpu", 1);
        AgentLoop loop = SmallAgents.loop(spec, torch)) {
      Map<String, double[]> before = SmallAgents.numbers(loop);
      SmallAgents.sweeps(loop, STEPS);
      double[] actions = SmallAgents.numbers(loop).get("rollout.action");
      loop.sweep();
      Map<String, double[]> after = SmallAgents.numbers(loop);
      for (int run = 0; run < RUNS; run++) {
        PlainActor actor = new PlainActor(before, run, RUNS);
        List<Happened> places = new ArrayList<>();
        for (int place = 0; place < PLACES; place++) {
          places.add(play(spec, actions, run, place));
        }
        assertThat(places).anyMatch(all -> among(all.truncated));
        assertThat(places).anyMatch(all -> among(all.terminated));
        learn(loop, actor, steps(places, actor), run, limit);
        same(after, actor, run);
      }
    }
  }

  private static boolean among(boolean[] flags) {
    for (boolean flag : flags) {
      if (flag) {
        return true;
      }
    }
    return false;
  }

  /** Makes the updates of a run. */
  private static void learn(
      AgentLoop loop, PlainActor actor, List<PlainActor.Step> steps, int run, double limit) {
    double norm = 0;
    for (int k = 0; k < UPDATES; k++) {
      assertThat((double) loop.losses()[k * RUNS + run])
          .as("loss of update %d", k)
          .isCloseTo(actor.loss(steps, CLIP, VALUE, ENTROPY), Offset.offset(2e-5));
      List<double[]> gradient = actor.gradient(steps, CLIP, VALUE, ENTROPY);
      norm = Math.sqrt(gradient.stream().flatMapToDouble(Arrays::stream).map(g -> g * g).sum());
      double scale = Math.min(1, limit / norm);
      for (int i = 0; i < gradient.size(); i++) {
        for (int j = 0; j < gradient.get(i).length; j++) {
          actor.weights().get(i)[j] -= RATE * scale * gradient.get(i)[j];
        }
      }
    }
    assertThat((double) loop.gradientNorms()[run])
        .as("norm before it is clipped")
        .isCloseTo(norm, Offset.offset(1e-3 * norm));
    assertThat(steps)
        .as("ratios out of bounds")
        .anyMatch(step -> Math.abs(actor.ratio(step) - 1) > CLIP);
  }

  private static void same(Map<String, double[]> found, PlainActor actor, int run) {
    for (int i = 0; i < PlainActor.NAMES.size(); i++) {
      String name = PlainActor.NAMES.get(i);
      assertThat(SmallAgents.part(found.get(name), run, RUNS))
          .as(name)
          .usingComparatorWithPrecision(1e-4)
          .containsExactly(actor.weights().get(i));
    }
  }
}
