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
  /** On small images PyTorch's kernel is slow where a group has few channels; the same by hand. */
  private static final Kernel FEW_CHANNELS =
      new Kernel(
          """
          def few_channels(x: Tensor, groups: int, gamma: Tensor, beta: Tensor, epsilon: float) -> Tensor:
            b = x.size(0)
            c = x.size(1)
            each = [b, groups, c // groups]
            mean = x.mean([2, 3]).view([b, groups, -1]).mean([2], True).expand(each).reshape([b, c, 1, 1])
            d = x - mean
            variance = __torch__.mean_square(d, [2, 3]).view([b, groups, -1]).mean([2], True)
            a = ((variance + epsilon).rsqrt() * gamma.view([1, groups, -1])).view([b, c, 1, 1])
            return torch.addcmul(beta.view([1, c, 1, 1]), d, a)
          """,
          List.of(RootMeanSquare.MEAN_SQUARE));

  /** Where squares overflow, PyTorch answers zeros; there the same is said in other units. */
  private static final Kernel GROUP_NORM =
      new Kernel(
          """
          def group_norm(x: Tensor, groups: int, gamma: Tensor, beta: Tensor, epsilon: float) -> Tensor:
            b = x.size(0)
            c = x.size(1)
            positions = x.numel() // (b * c)
            if x.dim() == 4 and positions < 1024 and c // groups < 4 and not x.is_cuda:
              return __torch__.few_channels(x, groups, gamma, beta, epsilon)
            y, _, inverse = torch.native_group_norm(x, gamma, beta, b, c, positions, groups, epsilon)
            if __torch__.overflowed(inverse.reciprocal()):
              unit = 2.0 ** -40
              y, _, _ = torch.native_group_norm(x * unit, gamma, beta, b, c, positions, groups, epsilon * unit * unit)
            return y
          """,
          List.of(FEW_CHANNELS));

  /** One group of a row, for which PyTorch's groups of images are slow. */
  private static final Kernel ROW_NORM =
      new Kernel(
          """
          def layer_norm_rows(x: Tensor, replicas: int, gamma: Tensor, beta: Tensor, epsilon: float) -> Tensor:
            rows = x.view([x.size(0), replicas, -1])
            length = [rows.size(2)]
            y, _, inverse = torch.native_layer_norm(rows, length, None, None, epsilon)
            if __torch__.overflowed(inverse.reciprocal()):
              unit = 2.0 ** -40
              y, _, _ = torch.native_layer_norm(rows * unit, length, None, None, epsilon * unit * unit)
            return torch.addcmul(beta, y.view(x.size()), gamma)
          """,
          List.of(Channels.OVERFLOWED));

  private GroupStatistics() {}

  static Value normalize(Graph graph, Site site, Value x, int groups, double epsilon) {
    Value gamma = Affine.gamma(graph, site);
    Value beta = Affine.beta(graph, site);
    if (groups == 1 && site.axes() != Axes.IMAGE) {
      return graph.call(ROW_NORM, x, graph.replicas(), gamma, beta, epsilon);
    }
    return graph.call(GROUP_NORM, x, graph.replicas() * groups, gamma, beta, epsilon);
  }
}
