package org.normlab.train.device;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.normlab.net.Network;
import org.normlab.optim.Optimizer;
import org.normlab.torch.Torch;
import org.normlab.torch.Variable;
import org.normlab.torch.program.Program;
import org.normlab.train.step.LossScaling;

/** Every tensor of fused runs that a step changes, on the device and by name. */
public final class FusedTensors implements AutoCloseable {
  /** Says how the names of the optimizer's moments begin. */
  public static final String MOMENT = "moment.";

  /** Says how the names of initial weights begin, where they are kept: beside the moments. */
  private static final String FIRST = MOMENT + "initial.";

  /** Says how the names of the best epoch's weights and states begin. */
  public static final String BEST = "best.";

  /** Stands in for the states of a network that has none. */
  public static final String NO_STATE = "state";

  private final Network network;
  private final Map<String, NDArray> parameters = new LinkedHashMap<>();
  private final Map<String, NDArray> moments = new LinkedHashMap<>();
  private final Map<String, NDArray> states = new LinkedHashMap<>();
  private final Map<String, NDArray> best = new LinkedHashMap<>();
  private final @Nullable LossScaling scaling;

  /**
   * @param seeds {@code [R]}, of what is drawn
   * @param optimizer says which moments there are, and whether initial weights are kept
   * @param scaled whether losses are scaled
   * @param keepsBest whether the best epoch's weights and states are kept
   */
  public FusedTensors(
      Network network,
      List<Long> seeds,
      Optimizer optimizer,
      boolean scaled,
      boolean keepsBest,
      Torch torch) {
    this.network = network;
    for (Variable variable : network.parameters()) {
      parameters.put(variable.name(), torch.variable(variable, seeds));
    }
    for (int i = 0; i < optimizer.moments(); i++) {
      for (Variable variable : network.parameters()) {
        moments.put(MOMENT + i + "." + variable.name(), torch.zerosLike(variable, seeds.size()));
      }
    }
    if (optimizer.plasticity().towardInitial() > 0) {
      for (Variable variable : network.parameters()) {
        moments.put(FIRST + variable.name(), torch.zerosLike(variable, seeds.size()));
      }
    }
    for (Variable variable : network.states()) {
      states.put(variable.name(), torch.variable(variable, seeds));
    }
    if (keepsBest) {
      Stream.concat(network.parameters().stream(), network.states().stream())
          .forEach(
              variable ->
                  best.put(BEST + variable.name(), torch.zerosLike(variable, seeds.size())));
    }
    if (states.isEmpty()) {
      // The engine cannot pass an empty list.
      states.put(NO_STATE, torch.floats(new float[seeds.size()], seeds.size()));
    }
    this.scaling = scaled ? new LossScaling(torch, seeds.size()) : null;
  }

  /** Returns how losses are scaled; null in formats that need no scaling. */
  public @Nullable LossScaling scaling() {
    return scaling;
  }

  /** Returns parameters, then states, by name. */
  public Map<String, NDArray> learned() {
    Map<String, NDArray> learned = new LinkedHashMap<>(parameters);
    learned.putAll(states);
    return learned;
  }

  /** Returns {@link #learned}, then initial weights where they are kept, by name. */
  public Map<String, NDArray> kept() {
    Map<String, NDArray> kept = learned();
    moments.forEach(
        (name, moment) -> {
          if (name.startsWith(FIRST)) {
            kept.put(name, moment);
          }
        });
    return kept;
  }

  /** Arguments p, m and s of a program. */
  public Program.Arguments trained() {
    return new Program.Arguments()
        .list("p", List.copyOf(parameters.values()))
        .list("m", List.copyOf(moments.values()))
        .list("s", List.copyOf(states.values()));
  }

  /** Arguments p and s of a program. */
  public Program.Arguments forward() {
    return new Program.Arguments()
        .list("p", List.copyOf(parameters.values()))
        .list("s", List.copyOf(states.values()));
  }

  /** Initial weights and parameters as arguments t and v of a program; null where none are kept. */
  public Program.@Nullable Arguments first() {
    List<NDArray> first =
        moments.entrySet().stream()
            .filter(moment -> moment.getKey().startsWith(FIRST))
            .map(Map.Entry::getValue)
            .toList();
    return first.isEmpty()
        ? null
        : new Program.Arguments().list("t", first).list("v", List.copyOf(parameters.values()));
  }

  /** Returns what is kept of the best epoch, and what it is kept of; null where it is not kept. */
  Program.@Nullable Arguments best() {
    Map<String, NDArray> now = new LinkedHashMap<>(parameters);
    now.putAll(states);
    now.remove(NO_STATE);
    return best.isEmpty()
        ? null
        : new Program.Arguments()
            .list("t", List.copyOf(best.values()))
            .list("v", List.copyOf(now.values()));
  }

  /** All by name: parameters, moments, states, the best epoch's, loss scaling. */
  public Map<String, NDArray> all() {
    Map<String, NDArray> all = new LinkedHashMap<>(parameters);
    all.putAll(moments);
    all.putAll(states);
    all.putAll(best);
    if (scaling != null) {
      all.put(LossScaling.NAME, scaling.tensor());
    }
    return all;
  }

  /** Returns what is trained of each hidden layer's weight, by the layer's name. */
  Map<String, NDArray> hiddenWeights() {
    Map<String, NDArray> weights = new LinkedHashMap<>();
    network
        .hiddenWeights()
        .forEach((layer, variable) -> weights.put(layer, tensor(parameters, variable.name())));
    return weights;
  }

  NDArray state(String name) {
    return tensor(states, name);
  }

  private static NDArray tensor(Map<String, NDArray> tensors, String name) {
    return Objects.requireNonNull(tensors.get(name), name);
  }

  @Override
  public void close() {
    all().values().forEach(NDArray::close);
  }
}
