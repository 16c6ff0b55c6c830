package org.normlab.train.agent;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.normlab.control.Agent;
import org.normlab.control.Distributional;
import org.normlab.control.Dqn;
import org.normlab.control.Exploration;
import org.normlab.control.Loss;
import org.normlab.control.Prioritized;
import org.normlab.environment.ActionSet;
import org.normlab.environment.EnvironmentSpec;
import org.normlab.environment.NamedEnvironment;
import org.normlab.torch.Torch;
import org.normlab.train.ControlSpec;
import org.normlab.train.Small;
import org.normlab.train.TrainingSpec;
import org.normlab.wire.json.Faults;
import org.normlab.wire.json.Parser;
import org.normlab.wire.json.UnreadableJson;
import org.normlab.wire.shape.FamilyShape;
import org.normlab.wire.shape.JsonPosition;

/** Small agents that learn soon. */
final class SmallAgents {
  static final String CARTPOLE = "cartpole";
  static final String BREAKOUT = "minatar/breakout";
  static final String MLP = "{\"type\":\"mlp\",\"hidden\":[16,16]}";
  static final String CONVNET =
      "{\"type\":\"convnet\",\"channels\":[4],\"dense\":16,\"padding\":\"none\"}";

  static final String ADAM = "{\"type\":\"adamw\",\"learningRate\":0.01,\"epsilon\":3.125e-4}";

  /** Does not divide by gradients, whose rounding Adam makes large where they are almost 0. */
  static final String SGD = "{\"type\":\"sgd\",\"learningRate\":0.01,\"momentum\":0.9}";

  /** Actions are random throughout, so that what is seen does not hang on a network's rounding. */
  static final Exploration RANDOM = new Exploration(1, 1, 0);

  static final Exploration GREEDY = new Exploration(0.5, 0.1, 100);

  static final Dqn PLAIN = dqn(RANDOM, false, 1, null, null);

  private SmallAgents() {}

  static Dqn dqn(
      Exploration exploration,
      boolean doubleQ,
      int steps,
      @Nullable Distributional distributional,
      @Nullable Prioritized prioritized) {
    return new Dqn(
        0.9,
        160,
        8,
        40,
        2,
        24,
        Loss.HUBER,
        doubleQ,
        doubleQ,
        steps,
        distributional,
        prioritized,
        null,
        exploration);
  }

  /**
   * An agent as a job has it, with a replay that small runs fill and few atoms.
   *
   * @param more members, such as {@code "type":"rainbow"}
   */
  static Dqn read(String more) {
    String json =
        """
        {"discount":0.9,"replay":160,"batchSize":8,%s"every":2,"targetEvery":24,%s}
        """
            .formatted(more.contains("learningStarts") ? "" : "\"learningStarts\":40,", more);
    Faults faults = new Faults();
    try {
      Object agent =
          FamilyShape.of(Agent.class).read(Parser.parse(json), JsonPosition.root(faults)).value();
      assertThat(faults.all()).isEmpty();
      return (Dqn) Objects.requireNonNull(agent);
    } catch (UnreadableJson e) {
      throw new AssertionError(json, e);
    }
  }

  /** In four environments; episodes of cartpole are cut after six steps. */
  static ControlSpec spec(String environment, Agent agent, String method, long... seeds) {
    return spec(environment, agent, method, ADAM, seeds);
  }

  /**
   * Describes agents with an optimizer of their own.
   *
   * @param optimizer as a job has it
   */
  static ControlSpec spec(
      String environment, Agent agent, String method, String optimizer, long... seeds) {
    String network = environment.equals(BREAKOUT) ? CONVNET : MLP;
    return spec(environment, network, agent, method, optimizer, seeds);
  }

  /** Describes agents with a network of their own. */
  static ControlSpec spec(
      String environment,
      String network,
      Agent agent,
      String method,
      String optimizer,
      long... seeds) {
    TrainingSpec shared =
        Small.spec(
            "\"architecture\":%s,\"normalization\":%s,\"optimizer\":%s,\"seeds\":%s"
                .formatted(network, method, optimizer, Arrays.toString(seeds)));
    return new ControlSpec(
        shared.architecture(),
        shared.normalization(),
        new EnvironmentSpec(
            new NamedEnvironment(environment),
            null,
            true,
            ActionSet.FULL,
            environment.equals(BREAKOUT) ? null : 6,
            1,
            null,
            4),
        agent,
        shared.optimizer(),
        100_000L,
        null,
        null,
        shared.seeds(),
        shared.sweep(),
        "float32",
        null);
  }

  static AgentLoop loop(ControlSpec spec, Torch torch) {
    return AgentLoop.of(spec, 0, spec.runs(), torch);
  }

  static void sweeps(AgentLoop loop, int count) {
    for (int i = 0; i < count; i++) {
      loop.sweep();
    }
  }

  /** The numbers of all tensors, by name. */
  static Map<String, double[]> numbers(AgentLoop loop) {
    Map<String, double[]> numbers = new LinkedHashMap<>();
    loop.tensors().forEach((name, array) -> numbers.put(name, numbers(array)));
    return numbers;
  }

  static double[] numbers(NDArray array) {
    try (NDArray wide = array.toType(DataType.FLOAT64, true)) {
      return wide.toDoubleArray();
    }
  }

  /** The part of a run among the numbers of several. */
  static double[] part(double[] all, int run, int runs) {
    int size = all.length / runs;
    return Arrays.copyOfRange(all, run * size, (run + 1) * size);
  }

  /** The same tensors, in which the second run's first weight is no number. */
  static List<NDArray> poisoned(NDList tensors, AgentLoop loop, NDManager scope) {
    int at = List.copyOf(loop.tensors().keySet()).indexOf("hidden.0.weight");
    List<NDArray> all = new ArrayList<>(tensors);
    float[] numbers = tensors.get(at).toFloatArray();
    Arrays.fill(numbers, numbers.length / 2, numbers.length, Float.NaN);
    all.set(at, scope.create(numbers, tensors.get(at).getShape()));
    return all;
  }
}
