package org.normlab.norm.kernel;

import org.normlab.norm.site.Site;
import org.normlab.norm.site.SiteRequirements;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.KernelFile;
import org.normlab.torch.Value;

/**
 * Batch normalizations made of halves alone, which is what methods without squares are for: x − μ,
 * its square or absolute value, their sums and the running statistics.
 *
 * <pre>y = (x − μ) · (γ / s) + β      every operation rounds to float16</pre>
 *
 * Shape: dense. States hold numbers of float16 in float32.
 */
public final class HalfBatchKernels {
  public static final KernelFile FILE = KernelFile.read("half_batch.py", ChannelKernels.FILE);

  private static final Kernel TRAINING = FILE.kernel("half_batch");
  private static final Kernel EVALUATION = FILE.kernel("half_batch_evaluation");

  private HalfBatchKernels() {}

  /**
   * A norm by which halves of a batch are divided.
   *
   * @param statistic name of the running one
   * @param observe kernel {@code half_norm(d)}: of centred activations d {@code [n, C]} what is
   *     remembered, in halves
   * @param scale kernel {@code half_scale(v, epsilon)}: s of what was observed or remembered
   * @param correction kernel {@code half_correction(n)}: how many times v is remembered
   */
  public record Norm(String statistic, Kernel observe, Kernel scale, Kernel correction) {
    private static final Kernel OFFSET =
        new Kernel(
            """
            def half_scale(v: Tensor, epsilon: float) -> Tensor:
              return v + epsilon
            """);

    private static final Kernel NO_CORRECTION =
        new Kernel(
            """
            def half_correction(n: int) -> float:
              return 1.0
            """);

    /** A scale to which ε is added, as {@link ScaledBatchKernels} has it. */
    static Norm scale(Kernel observe) {
      return new Norm("runningScale", observe, OFFSET, NO_CORRECTION);
    }
  }

  public static Value normalize(
      Graph graph, Site site, Value x, Norm norm, double momentum, double epsilon) {
    Value gamma = Affine.gamma(graph, site);
    Value beta = Affine.beta(graph, site);
    Value mean = graph.state(site.name() + ".runningMean", 0, site.channels());
    Value running = graph.state(site.name() + "." + norm.statistic(), 1, site.channels());
    if (!graph.training()) {
      Kernel evaluation = EVALUATION.choosing(norm.scale());
      return graph.call(evaluation, x, gamma, beta, mean, running, epsilon);
    }
    Kernel training = TRAINING.choosing(norm.observe(), norm.scale(), norm.correction());
    int m = SiteRequirements.shared(graph, site);
    return graph.call(training, x, gamma, beta, mean, running, momentum, epsilon, m);
  }
}
