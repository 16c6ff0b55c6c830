package org.normlab.net.layer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.normlab.norm.site.Activation;
import org.normlab.norm.site.Site;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.Value;

/**
 * Describes what probes see of the layers. Means and variances (÷ n) are over all of a replica's
 * numbers: samples, positions and channels together. A unit is a channel; what is said of it holds
 * for the whole batch and all positions.
 */
final class Observations {
  private static final Kernel ROWS =
      new Kernel(
          """
          def seen_rows(x: Tensor, rows: int) -> Tensor:
            return x.detach().transpose(0, 1).reshape([rows, -1]).to(torch.float32)
          """);

  private static final Kernel VARIANCE =
      new Kernel(
          """
          def seen_variance(x: Tensor, replicas: int) -> Tensor:
            return torch.var(__torch__.seen_rows(x, replicas), [1], False, False)
          """,
          List.of(ROWS));

  /** The share of units that never exceed a limit. */
  private static final Kernel NEVER_ABOVE =
      new Kernel(
          """
          def seen_never_above(x: Tensor, limit: float, replicas: int) -> Tensor:
            return (__torch__.seen_rows(x, x.size(1)).amax([1]) <= limit).to(torch.float32).view([replicas, -1]).mean(1)
          """,
          List.of(ROWS));

  /** A kernel's weight: replicas are outermost in its form. */
  private static final Kernel NORM =
      new Kernel(
          """
          def seen_norm(w: Tensor, replicas: int) -> Tensor:
            return torch.linalg_vector_norm(w.detach().reshape([replicas, -1]), 2, [1])
          """);

  /** The share of units whose distance from 0 is never below a limit. */
  private static final Kernel NEVER_WITHIN =
      new Kernel(
          """
          def seen_never_within(x: Tensor, limit: float, replicas: int) -> Tensor:
            return (__torch__.seen_rows(x, x.size(1)).abs().amin([1]) >= limit).to(torch.float32).view([replicas, -1]).mean(1)
          """,
          List.of(ROWS));

  /** Within 1 % of its limit a unit counts as saturated. */
  private static final double NEAR = 0.99;

  /** The threshold τ at which Sokar et al. (2023) count dormant units. */
  private static final double DORMANT_SCORE = 0.025;

  private static final double SELU_LIMIT = -1.0507009873554805 * 1.6732632423543772;

  private final Graph graph;
  private final Map<Value, String> places = new HashMap<>();
  private int unnamed;

  Observations(Graph graph) {
    this.graph = graph;
  }

  /** Names y after the layer, site or block that made it. */
  void made(Value y, String place) {
    places.put(y, place);
  }

  /** The layer, site or block that made x, as far as it is known. */
  String place(Value x) {
    return places.getOrDefault(x, "a layer without a site");
  }

  /** A layer's weight as it multiplies, where the method makes it from what it trains. */
  void weight(String layer, Value weight) {
    if (!graph.isParameter(weight)) {
      graph.observe(layer + ".effectiveWeightNorm", NORM, weight, graph.replicas());
    }
  }

  void site(Site site, Value before, Value after) {
    moments(site.name(), "Before", before);
    moments(site.name(), "After", after);
    made(after, site.name());
  }

  /**
   * Observes what became of x.
   *
   * @param plain as the nonlinearity gave it
   * @param y as the next layer sees it
   */
  void activated(Value x, Activation function, Value plain, Value y) {
    String place = activated(x, y);
    switch (function) {
      case RELU -> {
        inactive(place, plain);
        graph.observe(place + ".linearized", UnitKernels.LINEARIZED, plain, graph.replicas());
      }
      case GELU, SILU -> inactive(place, plain);
      case ELU -> graph.observe(place + ".saturated", NEVER_ABOVE, plain, -NEAR, graph.replicas());
      case SELU ->
          graph.observe(
              place + ".saturated", NEVER_ABOVE, plain, NEAR * SELU_LIMIT, graph.replicas());
      case TANH -> graph.observe(place + ".saturated", NEVER_WITHIN, plain, NEAR, graph.replicas());
      case TLU, EVONORM_S0, EVONORM_B0 -> {}
    }
  }

  /** Observes units that contribute little or nothing. */
  private void inactive(String place, Value plain) {
    graph.observe(place + ".dead", NEVER_ABOVE, plain, 0.0, graph.replicas());
    graph.observe(place + ".dormant", UnitKernels.DORMANT, plain, DORMANT_SCORE, graph.replicas());
  }

  /** Observes what the output layer reads, {@code [B, R·C]}. */
  void features(Value x) {
    if (graph.isProbing()) {
      Value spectrum = graph.call(UnitKernels.SPECTRUM, x, graph.replicas());
      graph.observe("features.rank", UnitKernels.RANK, spectrum);
      graph.observe("features.effectiveRank", UnitKernels.EFFECTIVE_RANK, spectrum);
    }
  }

  /**
   * Returns what became of x in a method that contains its nonlinearity; answers the place's name.
   */
  String activated(Value x, Value y) {
    String place = places.get(x);
    if (place == null) {
      place = "activation." + unnamed++;
    }
    moments(place, "Activated", y);
    return place;
  }

  private void moments(String place, String when, Value x) {
    graph.observe(place + ".mean" + when, x);
    graph.observe(place + ".variance" + when, VARIANCE, x, graph.replicas());
  }
}
