package org.normlab.norm.kernel;

import java.util.List;
import org.normlab.torch.Kernel;

/**
 * The arithmetic that methods with statistics per channel share. Samples that share statistics get
 * an axis of their own: {@code [B, C, …]} is seen as {@code [M, m, C, …]}, so that one formula
 * serves whole batches (M = 1, for which m = 0 stands) and micro-batches. Statistics are vectors
 * {@code [M · C]}.
 */
public final class ChannelKernels {
  static final Kernel TO_GROUPS =
      new Kernel(
          """
          def to_groups(x: Tensor, m: int) -> Tensor:
            each = m if m > 0 else x.size(0)
            return x.view([x.size(0) // each, each] + x.size()[1:])
          """);

  static final Kernel FROM_GROUPS =
      new Kernel(
          """
          def from_groups(y: Tensor) -> Tensor:
            return y.view([y.size(0) * y.size(1)] + y.size()[2:])
          """);

  /** Numbers in a vector of statistics. */
  static final Kernel COLUMNS =
      new Kernel(
          """
          def columns(g: Tensor) -> int:
            return g.size(0) * g.size(2)
          """);

  /** A vector of one number a channel, repeated for each group. */
  static final Kernel FOR_GROUPS =
      new Kernel(
          """
          def for_groups(v: Tensor, columns: int) -> Tensor:
            return v if v.numel() == columns else v.repeat([columns // v.numel()])
          """);

  /** The axes of {@code [M, m, C, …]} over which a channel's statistics run. */
  static final Kernel ROWS =
      new Kernel(
          """
          def over_rows(g: Tensor) -> List[int]:
            return [1] if g.dim() == 3 else [1, 3, 4]
          """);

  /** A vector {@code [C]} or {@code [M · C]} as a factor of {@code [B, C, …]} or of its groups. */
  public static final Kernel BROADCAST =
      new Kernel(
          """
          def by_channel(v: Tensor, x: Tensor) -> Tensor:
            if x.dim() == 2:
              return v
            if x.dim() == 4:
              return v.view([1, -1, 1, 1])
            return v.view([-1, 1, x.size(2)] + [1] * (x.dim() - 3))
          """);

  /**
   * x · a + b with a, b per channel. On images it is the evaluation of a batch normalization of
   * mean 0 and variance 1: one pass forward, and one backward for all three gradients.
   */
  public static final Kernel AFFINE =
      new Kernel(
          """
          def channel_affine(x: Tensor, a: Tensor, b: Tensor) -> Tensor:
            single = x.dim() == 5 and x.size(0) == 1
            if x.dim() == 4 or single:
              zero = torch.zeros_like(a)
              images = x[0] if single else x
              y = torch.batch_norm(images, a, b, zero, torch.ones_like(zero), False, 0.0, 0.0, False)
              return y.unsqueeze(0) if single else y
            return (x * __torch__.by_channel(a, x)).add_(__torch__.by_channel(b, x))
          """,
          List.of(BROADCAST));

  /** Moves a running statistic towards what the first group of the batch shows. */
  public static final Kernel FOLLOW =
      new Kernel(
          """
          def follow(state: Tensor, observed: Tensor, momentum: float) -> None:
            state.lerp_(observed.detach().reshape([-1])[:state.numel()], momentum)
          """);

  /**
   * Whether squares did not fit in the statistic's format. An accelerator would have to be waited
   * for, so that there it is never said.
   */
  public static final Kernel OVERFLOWED =
      new Kernel(
          """
          def overflowed(statistic: Tensor) -> bool:
            if statistic.is_cuda:
              return False
            total = float(statistic.sum())
            return not (total - total == 0.0)
          """);

  /**
   * Mean, distances from it and biased variance over some axes, which stay with length 1: two
   * passes, which PyTorch does many times faster than its own variance, and as exactly.
   */
  public static final Kernel MOMENTS =
      new Kernel(
          """
          def moments(x: Tensor, axes: List[int]) -> Tuple[Tensor, Tensor, Tensor]:
            mean = x.mean(axes, True)
            d = x - mean
            variance = d.square().mean(axes, True)
            if __torch__.overflowed(variance):
              variance = (d * 2.0 ** -40).square().mean(axes, True) * 2.0 ** 80
            return mean, d, variance
          """,
          List.of(OVERFLOWED));

  public static final List<Kernel> ALL =
      List.of(
          TO_GROUPS, FROM_GROUPS, COLUMNS, FOR_GROUPS, ROWS, BROADCAST, AFFINE, FOLLOW, MOMENTS);

  private ChannelKernels() {}
}
