package org.normlab.norm;

import java.util.List;
import org.normlab.setting.Named;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.Value;

/**
 * Batch normalization: mean and variance of each channel over the batch and all positions.
 *
 * <pre>y = (x − μ) / √(σ² + ε) · γ + β      μ, σ², γ, β per channel</pre>
 *
 * Shape: dense or image, in and out. Variance: biased (÷ n) in the formula, unbiased (÷ n − 1) in
 * the running state. Training uses the batch's own statistics and moves the running ones by {@code
 * momentum}, the weight of the new value; evaluation uses the running ones, which start as mean 0
 * and variance 1. With a micro-batch of m, each m consecutive samples have statistics of their own,
 * and the running state follows the first group. Source: Ioffe and Szegedy 2015, arXiv:1502.03167,
 * algorithms 1 and 2. Difference from the paper: the running state is an exponential average.
 */
@Named(value = "batch", summary = "Mean and variance of each channel over the batch.")
public record Batch(
    @Setting(
            value = "weight of the new value in the running statistics",
            preset = "0.1",
            above = 0,
            max = 1)
        double momentum,
    @Setting(value = "added to the variance", preset = "1e-5", above = 0, max = 1) double epsilon)
    implements Normalization {

  private static final Kernel WHOLE =
      new Kernel(
          """
          def batch_norm(x: Tensor, gamma: Tensor, beta: Tensor, mean: Tensor, variance: Tensor, training: bool, momentum: float, epsilon: float) -> Tensor:
            return torch.batch_norm(x, gamma, beta, mean, variance, training, momentum, epsilon, False)
          """);

  private static final Kernel MICRO =
      new Kernel(
          """
          def batch_norm_micro(x: Tensor, gamma: Tensor, beta: Tensor, mean: Tensor, variance: Tensor, momentum: float, epsilon: float, m: int) -> Tensor:
            c = gamma.numel()
            groups = x.size(0) // m
            rest = x.size()[2:]
            grouped = x.reshape([groups, m, c] + rest).transpose(0, 1).reshape([m, groups * c] + rest)
            y = torch.batch_norm(grouped, gamma.repeat([groups]), beta.repeat([groups]), None, None, True, momentum, epsilon, False)
            first = grouped[:, :c].detach().transpose(0, 1).reshape([c, -1])
            mean.lerp_(first.mean(1), momentum)
            variance.lerp_(first.var(1), momentum)
            return y.view([m, groups, c] + rest).transpose(0, 1).reshape(x.size())
          """);

  @Override
  public Value normalize(Graph graph, Site site, Value x) {
    Value gamma = Affine.gamma(graph, site);
    Value beta = Affine.beta(graph, site);
    Value mean = graph.state(site.name() + ".runningMean", 0, site.channels());
    Value variance = graph.state(site.name() + ".runningVariance", 1, site.channels());
    graph.observe(site.name() + ".runningMean", mean);
    graph.observe(site.name() + ".runningVariance", variance);
    Integer m = Statistics.rows(graph, site);
    return m == null
        ? graph.call(WHOLE, x, gamma, beta, mean, variance, graph.training(), momentum, epsilon)
        : graph.call(MICRO, x, gamma, beta, mean, variance, momentum, epsilon, m);
  }

  @Override
  public List<Problem> problems(Site site, int batch) {
    return Statistics.needTwo(site, batch);
  }

  @Override
  public boolean batchDependent() {
    return true;
  }

  @Override
  public boolean hasOffset() {
    return true;
  }
}
