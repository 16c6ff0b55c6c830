package org.normlab.norm.kernel;

import java.util.List;
import java.util.stream.Stream;
import org.normlab.norm.site.Site;
import org.normlab.norm.site.SiteRequirements;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.Precision;
import org.normlab.torch.Value;

/**
 * Describes what batch normalizations by another norm share: all of them centre, divide by a scale
 * that estimates the deviation, and remember mean and scale.
 *
 * <pre>y = (x − μ) / (s + ε) · γ + β      s = c · norm of (x − μ), per channel</pre>
 */
public final class ScaledBatchKernels {
  private static final Kernel EVALUATION =
      new Kernel(
          """
          def scaled_batch_evaluation(x: Tensor, gamma: Tensor, beta: Tensor, mean: Tensor, scale: Tensor, epsilon: float) -> Tensor:
            d = x - __torch__.by_channel(mean, x)
            return __torch__.channel_affine(d, gamma / (scale + epsilon), beta)
          """,
          ChannelKernels.ALL);

  /** The constant of the maximum norm, C(n) = ½ (1 + √(π ln 4)) / √(2 ln n). */
  static final Kernel MAXIMUM_CONSTANT =
      new Kernel(
          """
          def maximum_constant(n: int) -> float:
            return 1.5434524642511518 / (2.0 * torch.log(float(max(n, 2)))) ** 0.5
          """);

  /**
   * Numbers {@code [groups, n, C]} among which a channel's k largest distances are. A search among
   * all positions of large images is slow, and so is its gradient; here only the k strips of 32
   * with the largest maxima are read. Of strips with equal maxima some k are.
   */
  public static final Kernel CANDIDATES =
      new Kernel(
          """
          def strip_candidates(d: Tensor, channels: int, k: int) -> Tensor:
            groups, rows, width = d.size()
            strips = rows // 32 * (width // channels)
            if rows % 32 != 0 or strips < 4 * k:
              return d.view([groups, -1, channels])
            tops = d.detach().abs().view([groups, -1, 32, width]).amax([2]).view([groups, strips, channels])
            strip = tops.topk(k, 1, True, False)[1].unsqueeze(2)
            c = torch.arange(channels, device=d.device).view([1, 1, 1, -1])
            row = torch.arange(32, device=d.device).view([1, 1, -1, 1])
            lanes = width // channels
            place = (torch.floor_divide(strip, lanes) * 32 + row) * width + torch.remainder(strip, lanes) * channels + c
            return d.view([groups, -1]).gather(1, place.view([groups, -1])).view([groups, -1, channels])
          """);

  private ScaledBatchKernels() {}

  /**
   * Normalizes a site by its scale over the batch.
   *
   * @param scale kernel {@code name_scale(d, C)}: s {@code [groups, C]} of centred activations in
   *     {@link WideRowKernels}
   * @param half the same of halves {@code [B, C]}, summed in halves
   */
  public static Value normalize(
      Graph graph, Site site, Value x, Kernel scale, Kernel half, double momentum, double epsilon) {
    if (graph.precision() == Precision.FLOAT16_ALL) {
      return HalfBatchKernels.normalize(
          graph, site, x, HalfBatchKernels.Norm.of(half), momentum, epsilon);
    }
    Value gamma = Affine.gamma(graph, site);
    Value beta = Affine.beta(graph, site);
    Value mean = graph.state(site.name() + ".runningMean", 0, site.channels());
    Value running = graph.state(site.name() + ".runningScale", 1, site.channels());
    if (!graph.training()) {
      return graph.call(EVALUATION, x, gamma, beta, mean, running, epsilon);
    }
    return graph.call(
        kernel(scale),
        x,
        gamma,
        beta,
        mean,
        running,
        momentum,
        epsilon,
        SiteRequirements.shared(graph, site));
  }

  private static Kernel kernel(Kernel scale) {
    String name = scale.name().replace("_scale", "");
    List<Kernel> needs =
        Stream.concat(
                WideRowKernels.ALL.stream(),
                Stream.of(ChannelKernels.FOLLOW, MAXIMUM_CONSTANT, scale))
            .toList();
    return new Kernel(
        """
        def %1$s_batch(x: Tensor, gamma: Tensor, beta: Tensor, mean: Tensor, scale: Tensor, momentum: float, epsilon: float, m: int) -> Tensor:
          g = __torch__.to_wide(x, __torch__.batch_groups(x, m))
          c = x.size(1)
          n = x.numel() // (g.size(0) * c)
          mu = __torch__.wide_sums(g, c) / n
          d = g - __torch__.widen(mu, g.size(2))
          s = __torch__.%1$s_scale(d, c)
          __torch__.follow(mean, mu, momentum)
          __torch__.follow(scale, s, momentum)
          return __torch__.wide_affine(d, gamma / (s + epsilon), beta.unsqueeze(0), x)
        """
            .formatted(name),
        needs);
  }
}
