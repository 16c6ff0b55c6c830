package org.normlab.net;

import java.util.ArrayList;
import java.util.List;
import org.normlab.norm.Axes;
import org.normlab.norm.Normalization;
import org.normlab.norm.Site;
import org.normlab.torch.Graph;
import org.normlab.torch.Initial;
import org.normlab.torch.Kernel;
import org.normlab.torch.Masks;
import org.normlab.torch.Value;
import org.normlab.torch.Variable;
import org.normlab.torch.Variable.Role;

/** The layers that networks share, written into one graph under one normalization method. */
public final class Layers {
  private final Graph graph;
  private final Normalization normalization;
  private final List<Site> sites = new ArrayList<>();

  Layers(Graph graph, Normalization normalization) {
    this.graph = graph;
    this.normalization = normalization;
  }

  List<Site> sites() {
    return List.copyOf(sites);
  }

  /**
   * {@code [B, R·in]} to {@code [B, R·out]}; a bias exactly when the site that follows has no
   * offset.
   */
  Value linear(Value x, String name, int in, int out) {
    Value weight = weight(name, Role.WEIGHT, normalization.initial(in), List.of(out, in));
    return graph.call(linear(), x, weight, bias(name, out));
  }

  /** The last layer: always a bias, weights of variance 1 / fan-in. */
  Value output(Value x, int in, int classes) {
    Value weight = weight("output", Role.OUTPUT, Initial.lecun(in), List.of(classes, in));
    Value bias =
        graph.parameter(new Variable("output.bias", Role.OUTPUT, Initial.ZEROS, List.of(classes)));
    return graph.call(linear(), x, weight, bias);
  }

  private Kernel linear() {
    return graph.replicas() == 1 ? Kernels.LINEAR : Kernels.LINEARS;
  }

  /**
   * {@code [B, R·in, H, W]} to {@code [B, R·out, H / stride, W / stride]}, zero padding of half the
   * kernel.
   */
  Value convolution(Value x, String name, int in, int out, int size, int stride) {
    Initial initial = normalization.initial((long) in * size * size);
    Value weight = weight(name, Role.WEIGHT, initial, List.of(out, in, size, size));
    int replicas = graph.replicas();
    return graph.call(Kernels.CONVOLUTION, x, weight, bias(name, out), stride, size / 2, replicas);
  }

  private Value weight(String name, Role role, Initial initial, List<Integer> shape) {
    // Innermost the axis that kernels read along: inputs last would make PyTorch copy or transpose
    // in every step.
    List<Integer> order = shape.size() == 2 ? List.of(1, 0) : List.of(0, 2, 3, 1);
    return graph.parameter(new Variable(name + ".weight", role, initial, shape, order));
  }

  private Value bias(String name, int out) {
    return normalization.hasOffset()
        ? Value.NONE
        : graph.parameter(new Variable(name + ".bias", Role.SCALE, Initial.ZEROS, List.of(out)));
  }

  /** The normalization at the place that follows layer {@code name}. */
  Value site(Value x, String name, int channels, Axes axes) {
    Site site = new Site(name + ".norm", channels, axes);
    sites.add(site);
    return normalization.normalize(graph, site, x);
  }

  /** The nonlinearity, the method's own where it prescribes one, and the method's dropout. */
  Value activate(Value x, String activation, Axes axes) {
    String function = normalization.activation().orElse(activation);
    Value y = graph.call(Kernels.activation(function, axes), x);
    return normalization.dropout(graph, y);
  }

  Value dropout(Value x, double rate) {
    return rate == 0 || !graph.training()
        ? x
        : graph.call(Masks.DROPOUT, x, rate, graph.seeds(), graph.drawing());
  }

  Value add(Value x, Value y) {
    return graph.call(Kernels.ADD, x, y);
  }

  Value maxPool(Value x) {
    return graph.call(Kernels.MAX_POOL, x);
  }

  /** {@code [B, R·C, H, W]} to {@code [B, R·C]}, the mean over positions. */
  Value averagePool(Value x) {
    return graph.call(Kernels.AVERAGE_POOL, x);
  }

  /** {@code [B, R·C, H, W]} to {@code [B, R·C·H·W]}. */
  Value flatten(Value x) {
    return graph.call(Kernels.FLATTEN, x);
  }
}
