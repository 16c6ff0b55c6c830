package org.normlab.norm.kernel;

import org.normlab.norm.site.Site;
import org.normlab.norm.site.SiteRequirements;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.KernelFile;
import org.normlab.torch.Precision;
import org.normlab.torch.Value;

/**
 * Describes what batch normalizations by another norm share: all of them centre, divide by a scale
 * that estimates the deviation, and remember mean and scale.
 *
 * <pre>y = (x − μ) / (s + ε) · γ + β      s = c · norm of (x − μ), per channel</pre>
 */
public final class ScaledBatchKernels {
  public static final KernelFile FILE =
      KernelFile.read("scaled_batch.py", WideRowKernels.FILE, HalfBatchKernels.FILE);

  private static final Kernel TRAINING = FILE.kernel("scaled_batch");
  private static final Kernel EVALUATION = FILE.kernel("scaled_batch_evaluation");

  private ScaledBatchKernels() {}

  /**
   * Normalizes a site by its scale over the batch.
   *
   * @param scale kernel {@code batch_scale(d, channels)}: s {@code [groups, C]} of centred
   *     activations in {@link WideRowKernels}
   * @param half kernel {@code half_norm(d)}: the same of halves {@code [n, C]}, summed in halves
   */
  public static Value normalize(
      Graph graph, Site site, Value x, Kernel scale, Kernel half, double momentum, double epsilon) {
    if (graph.precision() == Precision.FLOAT16_ALL) {
      return HalfBatchKernels.normalize(
          graph, site, x, HalfBatchKernels.Norm.scale(half), momentum, epsilon);
    }
    Value gamma = Affine.gamma(graph, site);
    Value beta = Affine.beta(graph, site);
    Value mean = graph.state(site.name() + ".runningMean", 0, site.channels());
    Value running = graph.state(site.name() + ".runningScale", 1, site.channels());
    if (!graph.training()) {
      return graph.call(EVALUATION, x, gamma, beta, mean, running, epsilon);
    }
    Kernel training = TRAINING.choosing(scale);
    int m = SiteRequirements.shared(graph, site);
    return graph.call(training, x, gamma, beta, mean, running, momentum, epsilon, m);
  }
}
