package org.normlab.norm;

import org.normlab.norm.kernel.ScaledBatchKernels;
import org.normlab.norm.site.Site;
import org.normlab.setting.Named;
import org.normlab.setting.Setting;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.Value;

/**
 * Batch normalization in the L∞ norm.
 *
 * <pre>y = (x − μ) / (C(n) · max |x − μ| + ε) · γ + β      C(n) = ½ (1 + √(π ln 4)) / √(2 ln n)
 * </pre>
 *
 * μ, max, γ, β per channel; n counts a channel's values in the batch. Shape: dense, tokens or
 * image, in and out. Training uses the batch's own mean and scale and moves the running ones, which
 * start as 0 and 1, by {@code momentum}; the running scale contains the constant but not ε.
 * Evaluation uses the running ones. C(n) is a compromise between bounds, not a calibration: on
 * Gaussian activations the scale is 1.4 to 1.5 deviations, which γ takes up. Source: Hoffer,
 * Banner, Golan and Soudry 2018, arXiv:1803.01814, §4. Difference from the released code: momentum,
 * as in {@link L1BatchNorm}.
 */
@Paper("Hoffer et al. 2018")
@Named(
    value = "linf-batch",
    summary = "Batch normalization by the largest absolute distance from the mean.")
public record LinfBatchNorm(
    @Setting(
            value = "weight of the new value in the running statistics",
            preset = "0.1",
            above = 0,
            max = 1)
        double momentum,
    @Setting(value = "added to the scale", preset = "1e-5", above = 0, max = 1) double epsilon)
    implements Normalization, BatchStatistics, RowScaleInvariant, DefinedInHalf {
  /** The formula above, of {@code x [B, R, C, positions]}. */
  static final Kernel FORMULA =
      new Kernel(
          """
          def formula(x: Tensor, gamma: Tensor, beta: Tensor, epsilon: float) -> Tensor:
            d = x - x.mean([0, 3], True)
            n = float(x.size(0) * x.size(3))
            scale = d.abs().amax([0, 3], True) * (1.5434524642511518 / (2.0 * torch.log(n)) ** 0.5)
            return d / (scale + epsilon) * gamma + beta
          """);

  private static final Kernel SCALE =
      ScaledBatchKernels.FILE.calling(
          """
          def batch_scale(d: Tensor, channels: int) -> Tensor:
            n = d.numel() // (d.size(0) * channels)
            top = __torch__.strip_candidates(d, channels, 1).abs().amax([1])
            return top * __torch__.maximum_constant(n)
          """);

  private static final Kernel IN_HALF =
      ScaledBatchKernels.FILE.calling(
          """
          def half_norm(d: Tensor) -> Tensor:
            return d.abs().amax([0]) * __torch__.maximum_constant(d.size(0))
          """);

  @Override
  public Value normalize(Graph graph, Site site, Value x) {
    return ScaledBatchKernels.normalize(graph, site, x, SCALE, IN_HALF, momentum, epsilon);
  }
}
