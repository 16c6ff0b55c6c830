package org.normlab.norm.kernel;

import java.util.List;
import org.normlab.norm.site.Axes;
import org.normlab.norm.site.Site;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.Value;

/**
 * The arithmetic that layer, group and instance normalization share: mean and biased variance of
 * each sample over groups of consecutive channels and all positions. Replicas are further groups,
 * so all of them pass in one kernel.
 */
public final class GroupKernels {
  /** PyTorch's kernel is slow where a group has few channels; the same by hand. */
  private static final Kernel FEW_CHANNELS =
      new Kernel(
          """
          def few_channels(x: Tensor, groups: int, gamma: Tensor, beta: Tensor, epsilon: float) -> Tensor:
            c = x.size(1)
            g = __torch__.to_wide(x, x.size(0))
            mean, variance = __torch__.wide_moments(g, c, groups)
            a = __torch__.spread((variance + epsilon).rsqrt(), c) * gamma
            b = torch.addcmul(beta, __torch__.spread(mean, c), a, value=-1)
            return __torch__.wide_affine(g, a, b, x)
          """,
          WideRowKernels.ALL);

  /** Where squares overflow, PyTorch answers zeros; there the same is said in other units. */
  private static final Kernel GROUP_NORM =
      new Kernel(
          """
          def group_norm(x: Tensor, groups: int, gamma: Tensor, beta: Tensor, epsilon: float) -> Tensor:
            b = x.size(0)
            c = x.size(1)
            positions = x.numel() // (b * c)
            if c // groups < 4 and not x.is_cuda:
              return __torch__.few_channels(x, groups, gamma, beta, epsilon)
            y, _, inverse = torch.native_group_norm(x, gamma, beta, b, c, positions, groups, epsilon)
            if __torch__.overflowed(inverse.reciprocal()):
              unit = 2.0 ** -40
              y, _, _ = torch.native_group_norm(x * unit, gamma, beta, b, c, positions, groups, epsilon * unit * unit)
            return y
          """,
          List.of(FEW_CHANNELS));

  /** Groups of rows, for which PyTorch's groups of images are slow. */
  private static final Kernel ROW_NORM =
      new Kernel(
          """
          def layer_norm_rows(x: Tensor, groups: int, gamma: Tensor, beta: Tensor, epsilon: float) -> Tensor:
            rows = x.view([x.size(0), groups, -1])
            length = [rows.size(2)]
            y, _, inverse = torch.native_layer_norm(rows, length, None, None, epsilon)
            if __torch__.overflowed(inverse.reciprocal()):
              unit = 2.0 ** -40
              y, _, _ = torch.native_layer_norm(rows * unit, length, None, None, epsilon * unit * unit)
            return (y.view(x.size()) * gamma).add_(beta)
          """,
          List.of(ChannelKernels.OVERFLOWED));

  private GroupKernels() {}

  public static Value normalize(Graph graph, Site site, Value x, int groups, double epsilon) {
    Value gamma = Affine.gamma(graph, site);
    Value beta = Affine.beta(graph, site);
    Kernel kernel = site.axes() == Axes.IMAGE ? GROUP_NORM : ROW_NORM;
    return graph.call(kernel, x, graph.replicas() * groups, gamma, beta, epsilon);
  }
}
