package org.normlab.train.agent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.normlab.control.kernel.SeenKernels;
import org.normlab.environment.GameSettings;
import org.normlab.net.Network;
import org.normlab.torch.Kernel;
import org.normlab.torch.Torch;
import org.normlab.torch.program.Program;
import org.normlab.train.ControlSpec;
import org.normlab.train.device.FusedTensors;
import org.normlab.train.device.Rates;
import org.normlab.train.step.PlasticityText;
import org.normlab.train.step.UpdateText;

/**
 * Holds agents of several runs on the device: their networks and moments, what they learn from, and
 * the program that moves all of it. The program has the methods {@code start}, {@code greedy},
 * {@code snapshot} and {@code restore}, and those of its kind.
 */
abstract sealed class DeviceAgents implements AutoCloseable permits FusedAgents, FusedActors {
  final Torch torch;
  final Network network;
  final FusedTensors tensors;
  final Program program;

  /**
   * Creates networks at their first weights.
   *
   * @param seeds {@code [R]}, of the first weights
   * @param name of the program
   * @param kernels of the program, by the text of its update
   */
  DeviceAgents(
      ControlSpec spec,
      long[] seeds,
      Rates rates,
      Torch torch,
      String name,
      String methods,
      Function<UpdateText, List<Kernel>> kernels) {
    this.torch = torch;
    network = spec.network(seeds.length);
    tensors =
        new FusedTensors(
            network, Arrays.stream(seeds).boxed().toList(), spec.optimizer(), false, false, torch);
    PlasticityText plasticity =
        new PlasticityText(
            network, spec.optimizer().plasticity(), spec.optimizer().moments(), null);
    UpdateText update =
        new UpdateText(network, spec.optimizer(), rates.uniform(), false, plasticity);
    program =
        torch.compile("%s-%d-runs".formatted(name, seeds.length), methods, kernels.apply(update));
  }

  /** Returns the kernel by which what was seen becomes what a network takes. */
  static Kernel unpacked(GameSettings game) {
    return game.environment().isGrid()
        ? SeenKernels.ofBits(game.channels())
        : SeenKernels.ofNumbers();
  }

  /** Returns the tensors beside those of the networks, by name. */
  abstract Map<String, NDArray> memory();

  /** Returns the network of all runs. */
  final Network network() {
    return network;
  }

  /** Calls the program's start, and keeps first weights where the optimizer wants them. */
  final void start(Program.Arguments networks) {
    try (NDManager scope = torch.scope()) {
      program.call(scope, "start", networks);
      Program.Arguments first = tensors.first();
      if (first != null) {
        program.call(scope, "restore", first);
      }
    }
  }

  /**
   * Returns the best actions {@code [R]}; nothing is written.
   *
   * @param seen a row a run
   */
  final long[] greedy(SeenRows seen) {
    try (NDManager scope = torch.scope()) {
      Program.Arguments all = tensors.forward().tensor(seen.toArray(scope));
      return program.call(scope, "greedy", all).head().toLongArray();
    }
  }

  /** Returns every tensor that acting and learning change, by name. */
  final Map<String, NDArray> tensors() {
    Map<String, NDArray> all = new LinkedHashMap<>(tensors.all());
    all.putAll(memory());
    return all;
  }

  /** Returns copies of weights, states and initial weights; they belong to {@code scope}. */
  final NDList keep(NDManager scope) {
    return copies(tensors.kept().values(), scope);
  }

  /** Takes over what {@link #keep} returned. */
  void follow(List<NDArray> kept) {
    overwrite(tensors.kept().values(), kept);
  }

  /** Returns copies of {@link #tensors}, under their names; they belong to {@code scope}. */
  final NDList snapshot(NDManager scope) {
    Map<String, NDArray> all = tensors();
    NDList copies = copies(all.values(), scope);
    Iterator<String> names = all.keySet().iterator();
    copies.forEach(copy -> copy.setName(names.next()));
    return copies;
  }

  /** Overwrites {@link #tensors} by arrays in their order. */
  final void restore(List<NDArray> ordered) {
    overwrite(tensors().values(), ordered);
  }

  private NDList copies(Collection<NDArray> of, NDManager scope) {
    return program.call(scope, "snapshot", new Program.Arguments().list("t", List.copyOf(of)));
  }

  final void overwrite(Collection<NDArray> to, List<NDArray> values) {
    try (NDManager scope = torch.scope()) {
      program.call(
          scope, "restore", new Program.Arguments().list("t", List.copyOf(to)).list("v", values));
    }
  }

  @Override
  public void close() {
    tensors.close();
    memory().values().forEach(NDArray::close);
    program.close();
  }
}
