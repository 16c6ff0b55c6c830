package org.normlab.norm.kernel;

import java.util.List;
import java.util.stream.Stream;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.Value;

/** Mean 0 and variance 1 per channel over the batch, and the statistics that were found. */
public final class BatchMomentKernels {
  /**
   * {@code [M, m, C, …]} to x̂, μ and 1 / √(σ² + ε), the latter two {@code [M · C]}, without
   * gradient. Images whose squares overflow are standardized in other units: what PyTorch answers
   * to them is zeros.
   */
  private static final Kernel STANDARDIZED =
      new Kernel(
          """
          def standardized(g: Tensor, epsilon: float) -> Tuple[Tensor, Tensor, Tensor]:
            if g.size(0) > 1:
              mean, d, variance = __torch__.moments(g, __torch__.over_rows(g))
              root = (variance + epsilon).rsqrt()
              return d * root, mean.detach().view([-1]), root.detach().view([-1])
            x = g[0]
            y, mu, inverse = torch.native_batch_norm(x, None, None, None, None, True, 0.0, epsilon)
            if x.dim() == 4 and __torch__.overflowed(inverse.reciprocal()):
              unit = 2.0 ** -40
              y, mu, inverse = torch.native_batch_norm(x * unit, None, None, None, None, True, 0.0, epsilon * unit * unit)
              return y.unsqueeze(0), mu / unit, inverse * unit
            return y.unsqueeze(0), mu, inverse
          """,
          ChannelKernels.ALL);

  /** Running mean and unbiased variance follow the first group; n values a channel. */
  private static final Kernel FOLLOW_MOMENTS =
      new Kernel(
          """
          def follow_moments(mean: Tensor, variance: Tensor, mu: Tensor, inverse: Tensor, epsilon: float, momentum: float, n: int) -> None:
            __torch__.follow(mean, mu, momentum)
            found = (inverse.square().reciprocal() - epsilon).clamp(min=0.0)
            __torch__.follow(variance, found * (float(n) / max(n - 1, 1)), momentum)
          """,
          List.of(ChannelKernels.FOLLOW));

  public static final List<Kernel> ALL =
      Stream.concat(ChannelKernels.ALL.stream(), Stream.of(STANDARDIZED, FOLLOW_MOMENTS)).toList();

  private static final Kernel EVALUATION =
      new Kernel(
          """
          def by_running_moments(x: Tensor, gamma: Tensor, beta: Tensor, mean: Tensor, variance: Tensor, epsilon: float) -> Tensor:
            return torch.batch_norm(x, gamma, beta, mean, variance, False, 0.0, epsilon, False)
          """);

  private BatchMomentKernels() {}

  /** y = (x − mean) / √(variance + ε) · γ + β. */
  public static Value evaluate(
      Graph graph, Value x, Value gamma, Value beta, Value mean, Value variance, double epsilon) {
    return graph.call(EVALUATION, x, gamma, beta, mean, variance, epsilon);
  }
}
