package org.normlab.norm.kernel;

import java.util.List;
import org.normlab.torch.Kernel;

/**
 * Activations as rows of at least a few hundred numbers, for statistics per channel. An image in
 * channels-last memory is a matrix {@code [positions, C]} already; where C is small, loops over its
 * rows are short and slow, so that k neighbouring positions make one row here. Samples that share
 * statistics, all of them, a micro-batch or one alone, are a group: {@code [groups, n, k · C]},
 * without a copy. Statistics are {@code [groups, C]}.
 *
 * <p>Sums are used where means could stand: PyTorch writes the gradient of a mean out, that of a
 * sum is a view.
 */
public final class WideRowKernels {
  /** k: no fewer rows than one are left to a sample. */
  private static final Kernel NEIGHBOURS =
      new Kernel(
          """
          def neighbours(x: Tensor) -> int:
            k = 1
            if x.dim() == 4:
              positions = x.size(2) * x.size(3)
              while k * x.size(1) < 256 and positions % (2 * k) == 0:
                k = 2 * k
            return k
          """);

  /** {@code [B, C]} or {@code [B, C, H, W]} to {@code [groups, n, k · C]}. */
  static final Kernel TO =
      new Kernel(
          """
          def to_wide(x: Tensor, groups: int) -> Tensor:
            rows = x if x.dim() == 2 else x.permute([0, 2, 3, 1])
            return rows.reshape([groups, -1, __torch__.neighbours(x) * x.size(1)])
          """,
          List.of(NEIGHBOURS));

  /** Back to the shape of x. */
  static final Kernel FROM =
      new Kernel(
          """
          def from_wide(y: Tensor, x: Tensor) -> Tensor:
            if x.dim() == 2:
              return y.view(x.size())
            b, c, h, w = x.size()
            return y.view([b, h, w, c]).permute([0, 3, 1, 2])
          """);

  /** {@code [groups, C]} to a factor {@code [groups, 1, k · C]}. */
  static final Kernel WIDEN =
      new Kernel(
          """
          def widen(v: Tensor, width: int) -> Tensor:
            wide = v if v.size(1) == width else v.repeat([1, width // v.size(1)])
            return wide.unsqueeze(1)
          """);

  /** Sums {@code [groups, C]} over all rows of a group. */
  static final Kernel SUMS =
      new Kernel(
          """
          def wide_sums(g: Tensor, channels: int) -> Tensor:
            sums = g.sum([1])
            return sums if g.size(2) == channels else sums.view([g.size(0), -1, channels]).sum([1])
          """);

  /** Groups of a batch: one, or micro-batches of m samples. */
  static final Kernel GROUPS =
      new Kernel(
          """
          def batch_groups(x: Tensor, m: int) -> int:
            return x.size(0) // m if m > 0 else 1
          """);

  /**
   * g · a + b, a and b {@code [groups, C]} or {@code [1, C]}, in the shape of x. The gradient of
   * {@code addcmul} would multiply g by 1 first.
   */
  static final Kernel AFFINE =
      new Kernel(
          """
          def wide_affine(g: Tensor, a: Tensor, b: Tensor, x: Tensor) -> Tensor:
            width = g.size(2)
            if x.dim() == 4 and a.size(0) == 1:
              return __torch__.channel_affine(__torch__.from_wide(g, x), a.view([-1]), b.view([-1]))
            y = (g * __torch__.widen(a, width)).add_(__torch__.widen(b, width))
            return __torch__.from_wide(y, x)
          """,
          List.of(ChannelKernels.AFFINE, FROM, WIDEN));

  /**
   * {@code [groups, columns]} to {@code [groups, C]}: columns are groups of consecutive channels.
   */
  static final Kernel SPREAD =
      new Kernel(
          """
          def spread(v: Tensor, channels: int) -> Tensor:
            if v.size(1) == channels:
              return v
            return v.unsqueeze(2).expand([-1, -1, channels // v.size(1)]).reshape([v.size(0), channels])
          """);

  private static final Kernel MEANS =
      new Kernel(
          """
          def wide_means(g: Tensor, channels: int, columns: int) -> Tensor:
            sums = __torch__.wide_sums(g, channels)
            if columns < channels:
              sums = sums.view([g.size(0), columns, -1]).sum([2])
            return sums * (float(columns * g.size(0)) / g.numel())
          """,
          List.of(SUMS));

  /** Means {@code [groups, columns]} of squared distances from {@code [groups, 1, k · C]} or 0. */
  private static final Kernel SQUARES =
      new Kernel(
          """
          def wide_squares(g: Tensor, centre: Tensor, channels: int, columns: int) -> Tensor:
            found = __torch__.wide_means(torch.mse_loss(g, centre.expand(g.size()), 0), channels, columns)
            if __torch__.overflowed(found):
              unit = 2.0 ** -40
              squares = torch.mse_loss(g * unit, (centre * unit).expand(g.size()), 0)
              found = __torch__.wide_means(squares, channels, columns) * 2.0 ** 80
            return found
          """,
          List.of(MEANS, ChannelKernels.OVERFLOWED));

  /** mean(x²) {@code [groups, columns]}. */
  static final Kernel MEAN_SQUARES =
      new Kernel(
          """
          def wide_mean_squares(g: Tensor, channels: int, columns: int) -> Tensor:
            return __torch__.wide_squares(g, torch.zeros([1], dtype=g.dtype, device=g.device), channels, columns)
          """,
          List.of(SQUARES));

  /**
   * Mean and biased variance {@code [groups, columns]}. Distances from a mean sum to 0, so that the
   * variance has no gradient through it.
   */
  static final Kernel MOMENTS =
      new Kernel(
          """
          def wide_moments(g: Tensor, channels: int, columns: int) -> Tuple[Tensor, Tensor]:
            mean = __torch__.wide_means(g, channels, columns)
            centre = __torch__.widen(__torch__.spread(mean.detach(), channels), g.size(2))
            return mean, __torch__.wide_squares(g, centre, channels, columns)
          """,
          List.of(SQUARES, SPREAD, WIDEN));

  public static final List<Kernel> ALL =
      List.of(TO, FROM, WIDEN, SUMS, GROUPS, AFFINE, SPREAD, MEAN_SQUARES, MOMENTS);

  private WideRowKernels() {}
}
