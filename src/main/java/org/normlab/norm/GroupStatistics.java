package org.normlab.norm;

import java.util.List;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.Value;

/**
 * The arithmetic that layer, group and instance normalization share: mean and biased variance of
 * each sample over groups of consecutive channels and all positions. Replicas are further groups,
 * so all of them pass in one kernel.
 */
final class GroupStatistics {
  /** Where squares overflow, PyTorch answers zeros; there the same is said in other units. */
  private static final Kernel GROUP_NORM =
      new Kernel(
          """
          def group_norm(x: Tensor, groups: int, gamma: Tensor, beta: Tensor, epsilon: float) -> Tensor:
            b = x.size(0)
            c = x.size(1)
            positions = x.numel() // (b * c)
            y, _, inverse = torch.native_group_norm(x, gamma, beta, b, c, positions, groups, epsilon)
            if __torch__.overflowed(inverse.reciprocal()):
              unit = 2.0 ** -40
              y, _, _ = torch.native_group_norm(x * unit, gamma, beta, b, c, positions, groups, epsilon * unit * unit)
            return y
          """,
          List.of(Channels.OVERFLOWED));

  private GroupStatistics() {}

  static Value normalize(Graph graph, Site site, Value x, int groups, double epsilon) {
    Value gamma = Affine.gamma(graph, site);
    Value beta = Affine.beta(graph, site);
    return graph.call(GROUP_NORM, x, graph.replicas() * groups, gamma, beta, epsilon);
  }
}
