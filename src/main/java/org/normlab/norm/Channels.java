package org.normlab.norm;

import java.util.List;
import org.normlab.torch.Kernel;

/**
 * The arithmetic that methods with statistics per channel share. Micro-batches become channels:
 * {@code [B, C, …]} in groups of m samples is {@code [m, B/m · C, …]}, so that one formula serves
 * both; m = 0 stands for the whole batch.
 */
final class Channels {
  static final Kernel TO_GROUPS =
      new Kernel(
          """
          def to_groups(x: Tensor, m: int) -> Tensor:
            if m == 0 or m == x.size(0):
              return x
            groups = x.size(0) // m
            rest = x.size()[2:]
            return x.reshape([groups, m, x.size(1)] + rest).transpose(0, 1).reshape([m, groups * x.size(1)] + rest)
          """);

  static final Kernel FROM_GROUPS =
      new Kernel(
          """
          def from_groups(y: Tensor, channels: int) -> Tensor:
            groups = y.size(1) // channels
            if groups == 1:
              return y
            m = y.size(0)
            rest = y.size()[2:]
            return y.view([m, groups, channels] + rest).transpose(0, 1).reshape([groups * m, channels] + rest)
          """);

  /** A vector of one number a channel, repeated for each group. */
  static final Kernel FOR_GROUPS =
      new Kernel(
          """
          def for_groups(v: Tensor, channels: int) -> Tensor:
            return v if v.numel() == channels else v.repeat([channels // v.numel()])
          """);

  /** The axes of {@code [B, C, …]} over which a channel's statistics run. */
  static final Kernel ROWS =
      new Kernel(
          """
          def over_rows(x: Tensor) -> List[int]:
            return [0] if x.dim() == 2 else [0, 2, 3]
          """);

  /** A vector {@code [C]} as a factor of {@code [B, C, …]}. */
  static final Kernel BROADCAST =
      new Kernel(
          """
          def by_channel(v: Tensor, x: Tensor) -> Tensor:
            return v if x.dim() == 2 else v.view([1, -1, 1, 1])
          """);

  /**
   * x · a + b with a, b {@code [C]}. On images it is the evaluation of a batch normalization of
   * mean 0 and variance 1: one pass forward, and one backward for all three gradients.
   */
  static final Kernel AFFINE =
      new Kernel(
          """
          def channel_affine(x: Tensor, a: Tensor, b: Tensor) -> Tensor:
            if x.dim() == 2:
              return torch.addcmul(b, x, a)
            zero = torch.zeros_like(a)
            return torch.batch_norm(x, a, b, zero, torch.ones_like(zero), False, 0.0, 0.0, False)
          """);

  /** Moves a running statistic towards what the first group of the batch shows. */
  static final Kernel FOLLOW =
      new Kernel(
          """
          def follow(state: Tensor, observed: Tensor, momentum: float) -> None:
            state.lerp_(observed.detach().reshape([-1])[:state.numel()], momentum)
          """);

  /**
   * Whether squares did not fit in the statistic's format. An accelerator would have to be waited
   * for, so that there it is never said.
   */
  static final Kernel OVERFLOWED =
      new Kernel(
          """
          def overflowed(statistic: Tensor) -> bool:
            if statistic.is_cuda:
              return False
            total = float(statistic.sum())
            return not (total - total == 0.0)
          """);

  static final List<Kernel> ALL =
      List.of(TO_GROUPS, FROM_GROUPS, FOR_GROUPS, ROWS, BROADCAST, AFFINE, FOLLOW);

  private Channels() {}
}
