package org.normlab.norm.kernel;

import java.util.List;
import org.normlab.norm.site.Site;
import org.normlab.norm.site.SiteRequirements;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.Value;

/**
 * Batch normalizations made of halves alone, which is what methods without squares are for: x − μ,
 * its square or absolute value, their sums and the running statistics. PyTorch's own sums of halves
 * are kept in float32; here they are halves too, added in pairs, so that what does not fit becomes
 * infinite.
 *
 * <pre>y = (x − μ) · (γ / s) + β      every operation rounds to float16</pre>
 *
 * Shape: dense. States hold numbers of float16 in float32.
 */
public final class HalfBatchKernels {
  /** The sum {@code [C]} over the rows of {@code [n, C]}: first and second half are added. */
  static final Kernel SUM =
      new Kernel(
          """
          def pairwise_sum(x: Tensor) -> Tensor:
            while x.size(0) > 1:
              n = x.size(0)
              pairs = n // 2
              sums = x[:pairs] + x[pairs:2 * pairs]
              x = sums if n % 2 == 0 else torch.cat([sums, x[2 * pairs:]])
            return x[0]
          """);

  /** Two products and a sum, each rounded; {@code lerp} would round once. */
  private static final Kernel FOLLOW =
      new Kernel(
          """
          def follow_in_half(state: Tensor, observed: Tensor, momentum: float) -> None:
            new = observed.detach()[:state.numel()] * momentum
            state.copy_(state.to(5) * (1.0 - momentum) + new)
          """);

  private static final Kernel CENTRED =
      new Kernel(
          """
          def half_centred(x: Tensor, mean: Tensor, momentum: float) -> Tensor:
            mu = __torch__.pairwise_sum(x) / x.size(0)
            __torch__.follow_in_half(mean, mu, momentum)
            return x - mu
          """,
          List.of(SUM, FOLLOW));

  private static final Kernel EVALUATION =
      new Kernel(
          """
          def half_batch_evaluation(x: Tensor, gamma: Tensor, beta: Tensor, mean: Tensor, scale: Tensor) -> Tensor:
            return (x - mean.to(5)) * (gamma.to(5) / scale) + beta.to(5)
          """);

  private HalfBatchKernels() {}

  /**
   * A norm by which halves of a batch are divided.
   *
   * @param statistic name of the running one
   * @param observe of centred activations d {@code [n, C]} what is remembered, in halves
   * @param scale s of what was observed or remembered, an expression of {@code v} and {@code
   *     epsilon}
   * @param remembered how many times v is remembered, an expression of n
   */
  public record Norm(String statistic, Kernel observe, String scale, String remembered) {
    /** A scale to which ε is added, as {@link ScaledBatchKernels} has it. */
    static Norm of(Kernel scale) {
      return new Norm("runningScale", scale, "v + epsilon", "1.0");
    }

    private Kernel toKernel() {
      return new Kernel(
          """
          def half_norm_scale(v: Tensor, epsilon: float) -> Tensor:
            return %s
          """
              .formatted(scale));
    }
  }

  public static Value normalize(
      Graph graph, Site site, Value x, Norm norm, double momentum, double epsilon) {
    Value gamma = Affine.gamma(graph, site);
    Value beta = Affine.beta(graph, site);
    Value mean = graph.state(site.name() + ".runningMean", 0, site.channels());
    Value running = graph.state(site.name() + "." + norm.statistic(), 1, site.channels());
    if (!graph.training()) {
      Value scale = graph.call(remembered(norm), running, epsilon);
      return graph.call(EVALUATION, x, gamma, beta, mean, scale);
    }
    int m = SiteRequirements.shared(graph, site);
    return graph.call(training(norm), x, gamma, beta, mean, running, momentum, epsilon, m);
  }

  private static Kernel remembered(Norm norm) {
    return new Kernel(
        """
        def half_remembered(running: Tensor, epsilon: float) -> Tensor:
          return __torch__.half_norm_scale(running.to(5), epsilon)
        """,
        List.of(norm.toKernel()));
  }

  private static Kernel training(Norm norm) {
    return new Kernel(
        """
        def half_batch(x: Tensor, gamma: Tensor, beta: Tensor, mean: Tensor, running: Tensor, momentum: float, epsilon: float, m: int) -> Tensor:
          n = m if m > 0 else x.size(0)
          g = x.view([x.size(0) // n, n, x.size(1)]).transpose(0, 1).reshape([n, -1])
          d = __torch__.half_centred(g, mean, momentum)
          v = __torch__.%s(d)
          __torch__.follow_in_half(running, v * (%s), momentum)
          a = __torch__.for_groups(gamma.to(5), g.size(1)) / __torch__.half_norm_scale(v, epsilon)
          y = d * a + __torch__.for_groups(beta.to(5), g.size(1))
          return y.view([n, -1, x.size(1)]).transpose(0, 1).reshape(x.size())
        """
            .formatted(norm.observe().name(), norm.remembered()),
        List.of(
            CENTRED,
            SUM,
            ChannelKernels.FOR_GROUPS,
            norm.observe(),
            norm.toKernel(),
            ScaledBatchKernels.MAXIMUM_CONSTANT));
  }
}
