package org.normlab.norm;

import java.util.List;
import java.util.stream.Stream;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.Precision;
import org.normlab.torch.Value;

/**
 * What batch normalizations by another norm share: all of them centre, divide by a scale that
 * estimates the deviation, and remember mean and scale.
 *
 * <pre>y = (x − μ) / (s + ε) · γ + β      s = c · norm of (x − μ), per channel</pre>
 */
final class ScaledBatch {
  private static final Kernel EVALUATION =
      new Kernel(
          """
          def scaled_batch_evaluation(x: Tensor, gamma: Tensor, beta: Tensor, mean: Tensor, scale: Tensor, epsilon: float) -> Tensor:
            d = x - __torch__.by_channel(mean, x)
            return __torch__.channel_affine(d, gamma / (scale + epsilon), beta)
          """,
          Channels.ALL);

  /** The constant of the maximum norm, C(n) = ½ (1 + √(π ln 4)) / √(2 ln n). */
  static final Kernel MAXIMUM_CONSTANT =
      new Kernel(
          """
          def maximum_constant(n: int) -> float:
            return 1.5434524642511518 / (2.0 * torch.log(float(max(n, 2)))) ** 0.5
          """);

  private ScaledBatch() {}

  /**
   * @param scale kernel {@code name_scale(d)}: s {@code [C]} of centred activations {@code [B, C,
   *     …]}
   * @param half the same of halves {@code [B, C]}, summed in halves
   */
  static Value normalize(
      Graph graph, Site site, Value x, Kernel scale, Kernel half, double momentum, double epsilon) {
    if (graph.precision() == Precision.FLOAT16_ALL) {
      return HalfBatch.normalize(graph, site, x, HalfBatch.Norm.of(half), momentum, epsilon);
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
        Statistics.shared(graph, site));
  }

  private static Kernel kernel(Kernel scale) {
    String name = scale.name().replace("_scale", "");
    List<Kernel> needs =
        Stream.concat(Channels.ALL.stream(), Stream.of(MAXIMUM_CONSTANT, scale)).toList();
    return new Kernel(
        """
        def %1$s_batch(x: Tensor, gamma: Tensor, beta: Tensor, mean: Tensor, scale: Tensor, momentum: float, epsilon: float, m: int) -> Tensor:
          g = __torch__.to_groups(x, m)
          mu = g.mean(__torch__.over_rows(g), True)
          d = g - mu
          s = __torch__.%1$s_scale(d)
          __torch__.follow(mean, mu, momentum)
          __torch__.follow(scale, s, momentum)
          c = __torch__.columns(g)
          a = __torch__.for_groups(gamma, c) / (s + epsilon)
          y = __torch__.channel_affine(d, a, __torch__.for_groups(beta, c))
          return __torch__.from_groups(y)
        """
            .formatted(name),
        needs);
  }
}
