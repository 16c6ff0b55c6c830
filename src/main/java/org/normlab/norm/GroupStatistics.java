package org.normlab.norm;

import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.Value;

/**
 * The arithmetic that layer and group normalization share: mean and biased variance of each sample
 * over groups of consecutive channels and all positions. Replicas are further groups, so all of
 * them pass in one kernel.
 */
final class GroupStatistics {
  private static final Kernel GROUP_NORM =
      new Kernel(
          """
          def group_norm(x: Tensor, groups: int, gamma: Tensor, beta: Tensor, epsilon: float) -> Tensor:
            return torch.group_norm(x, groups, gamma, beta, epsilon, False)
          """);

  private GroupStatistics() {}

  static Value normalize(Graph graph, Site site, Value x, int groups, double epsilon) {
    Value gamma = Affine.gamma(graph, site);
    Value beta = Affine.beta(graph, site);
    return graph.call(GROUP_NORM, x, graph.replicas() * groups, gamma, beta, epsilon);
  }
}
