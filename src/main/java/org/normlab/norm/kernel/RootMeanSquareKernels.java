package org.normlab.norm.kernel;

import java.util.List;
import org.normlab.torch.Kernel;

/** Mean squares, also of numbers whose squares do not fit in the format. */
public final class RootMeanSquareKernels {
  /** mean(x²) over some axes, which stay with length 1. */
  public static final Kernel MEAN_SQUARE =
      new Kernel(
          """
          def mean_square(x: Tensor, axes: List[int]) -> Tensor:
            power = x.square().mean(axes, True)
            if __torch__.overflowed(power):
              power = (x * 2.0 ** -40).square().mean(axes, True) * 2.0 ** 80
            return power
          """,
          List.of(ChannelKernels.OVERFLOWED));

  /** 1 / √(mean(x²) + ε). */
  public static final Kernel INVERSE =
      new Kernel(
          """
          def inverse_rms(x: Tensor, axes: List[int], epsilon: float) -> Tensor:
            return (__torch__.mean_square(x, axes) + epsilon).rsqrt()
          """,
          List.of(MEAN_SQUARE));

  private RootMeanSquareKernels() {}
}
