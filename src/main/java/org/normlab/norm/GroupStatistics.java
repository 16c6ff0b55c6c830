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
  /** Rows are faster as layers of their own: PyTorch's groups are made for images. */
  private static final Kernel GROUP_NORM =
      new Kernel(
          """
          def group_norm(x: Tensor, groups: int, gamma: Tensor, beta: Tensor, epsilon: float) -> Tensor:
            if x.dim() > 2:
              return torch.group_norm(x, groups, gamma, beta, epsilon, False)
            if groups == 1:
              return torch.layer_norm(x, [x.size(1)], gamma, beta, epsilon, False)
            rows = x.view([x.size(0), groups, -1])
            y = torch.layer_norm(rows, [rows.size(2)], None, None, epsilon, False)
            return torch.addcmul(beta, y.view(x.size()), gamma)
          """);

  private GroupStatistics() {}

  static Value normalize(Graph graph, Site site, Value x, int groups, double epsilon) {
    Value gamma = Affine.gamma(graph, site);
    Value beta = Affine.beta(graph, site);
    return graph.call(GROUP_NORM, x, graph.replicas() * groups, gamma, beta, epsilon);
  }
}
