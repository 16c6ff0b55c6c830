package org.normlab.norm;

import org.normlab.norm.kernel.ScaledBatchKernels;
import org.normlab.norm.site.Site;
import org.normlab.setting.Named;
import org.normlab.setting.Setting;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.Value;

/**
 * Batch normalization in the L¹ norm: the deviation is estimated from absolute distances, which
 * need neither squares nor a root.
 *
 * <pre>y = (x − μ) / (√(π/2) · mean |x − μ| + ε) · γ + β      μ, mean, γ, β per channel</pre>
 *
 * Shape: dense, tokens or image, in and out. Training uses the batch's own mean and scale and moves
 * the running ones, which start as 0 and 1, by {@code momentum}; the running scale contains the
 * constant but not ε. Evaluation uses the running ones. With {@code constantFactor} c the constant
 * is c·√(π/2). On Gaussian activations the scale is the deviation, so that it equals {@link
 * BatchNorm} there. Source: Hoffer, Banner, Golan and Soudry 2018, arXiv:1803.01814, §4. Difference
 * from the released code: it weighs the old value by 0.1 and stores the inverse of the scale; here
 * momentum is the weight of the new value as everywhere.
 */
@Paper("Hoffer et al. 2018")
@Named(
    value = "l1-batch",
    summary = "Batch normalization by the mean absolute distance from the mean.")
public record L1BatchNorm(
    @Setting(
            value = "weight of the new value in the running statistics",
            preset = "0.1",
            above = 0,
            max = 1)
        double momentum,
    @Setting(value = "added to the scale", preset = "1e-5", above = 0, max = 1) double epsilon,
    @Setting(
            value = "factor on the constant √(π/2), to see what a wrong one costs",
            preset = "1",
            above = 0,
            max = 1e6)
        double constantFactor)
    implements Normalization, BatchStatistics, RowScaleInvariant, DefinedInHalf {
  /** The formula above, of {@code x [B, R, C, positions]}. */
  static final Kernel FORMULA =
      new Kernel(
          """
          def formula(x: Tensor, gamma: Tensor, beta: Tensor, constant_factor: float, epsilon: float) -> Tensor:
            d = x - x.mean([0, 3], True)
            scale = 1.2533141373155001 * constant_factor * d.abs().mean([0, 3], True)
            return d / (scale + epsilon) * gamma + beta
          """);

  private static final double CONSTANT = 1.2533141373155001;

  /** Distances above and below a mean have the same sum; the gradient of one is one pass. */
  private static final Kernel SCALE =
      ScaledBatchKernels.FILE.calling(
          """
          def batch_scale(d: Tensor, channels: int) -> Tensor:
            n = d.numel() // (d.size(0) * channels)
            return __torch__.wide_sums(d.relu(), channels) * (2.0 * __torch__.mean_constant() / n)
          """);

  private static final Kernel IN_HALF =
      ScaledBatchKernels.FILE.calling(
          """
          def half_norm(d: Tensor) -> Tensor:
            return __torch__.pairwise_sum(d.abs()) * (__torch__.mean_constant() / d.size(0))
          """);

  @Override
  public Value normalize(Graph graph, Site site, Value x) {
    Kernel constant = Kernel.constant("mean_constant", CONSTANT * constantFactor);
    return ScaledBatchKernels.normalize(
        graph, site, x, SCALE.choosing(constant), IN_HALF.choosing(constant), momentum, epsilon);
  }
}
