package org.normlab.norm;

import org.normlab.norm.kernel.ScaledBatchKernels;
import org.normlab.norm.site.Site;
import org.normlab.setting.Named;
import org.normlab.setting.Setting;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.Value;

/**
 * Batch normalization by the k largest distances from the mean.
 *
 * <pre>y = (x − μ) / (C(n) · mean of the k largest |x − μ| + ε) · γ + β
 * C(n) = ½ (1 + √(π ln 4)) / √(2 ln n)</pre>
 *
 * μ, mean, γ, β per channel; n counts a channel's values in the batch; where n is smaller than k,
 * all of them. Shape: dense, tokens or image, in and out. Training uses the batch's own mean and
 * scale and moves the running ones, which start as 0 and 1, by {@code momentum}; the running scale
 * contains the constant but not ε. Evaluation uses the running ones. Equal to {@link LinfBatchNorm}
 * at k = 1. Source: Hoffer, Banner, Golan and Soudry 2018, arXiv:1803.01814, §4. Difference from
 * the released code: momentum, as in {@link L1BatchNorm}.
 */
@Paper("Hoffer et al. 2018")
@Named(
    value = "topk-batch",
    summary = "Batch normalization by the mean of the largest absolute distances from the mean.")
public record TopkBatchNorm(
    @Setting(
            value = "how many of the largest distances are averaged",
            preset = "10",
            min = 1,
            max = 1e9)
        int k,
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
          def formula(x: Tensor, gamma: Tensor, beta: Tensor, k: int, epsilon: float) -> Tensor:
            d = x - x.mean([0, 3], True)
            n = float(x.size(0) * x.size(3))
            largest = d.abs().permute([1, 2, 0, 3]).flatten(2).topk(k, 2)[0].mean([2], True)
            scale = largest * (1.5434524642511518 / (2.0 * torch.log(n)) ** 0.5)
            return d / (scale + epsilon) * gamma + beta
          """);

  private static final Kernel SCALE =
      ScaledBatchKernels.FILE.calling(
          """
          def batch_scale(d: Tensor, channels: int) -> Tensor:
            k = __torch__.averaged()
            found = __torch__.strip_candidates(d, channels, k).abs()
            largest = found.topk(min(k, found.size(1)), 1, True, False)[0]
            return largest.mean([1]) * __torch__.maximum_constant(d.numel() // (d.size(0) * channels))
          """);

  private static final Kernel IN_HALF =
      ScaledBatchKernels.FILE.calling(
          """
          def half_norm(d: Tensor) -> Tensor:
            n = d.size(0)
            k = min(__torch__.averaged(), n)
            largest = d.abs().topk(k, 0)[0]
            return __torch__.pairwise_sum(largest) / k * __torch__.maximum_constant(n)
          """);

  @Override
  public Value normalize(Graph graph, Site site, Value x) {
    Kernel averaged = Kernel.constant("averaged", k);
    return ScaledBatchKernels.normalize(
        graph, site, x, SCALE.choosing(averaged), IN_HALF.choosing(averaged), momentum, epsilon);
  }
}
