package org.normlab.norm.kernel;

import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.KernelFile;
import org.normlab.torch.Value;

/** Mean 0 and variance 1 per channel over the batch, and the statistics that were found. */
public final class BatchMomentKernels {
  public static final KernelFile FILE = KernelFile.read("batch_moments.py", ChannelKernels.FILE);

  private static final Kernel EVALUATION = FILE.kernel("by_running_moments");

  private BatchMomentKernels() {}

  /** y = (x − mean) / √(variance + ε) · γ + β. */
  public static Value evaluate(
      Graph graph, Value x, Value gamma, Value beta, Value mean, Value variance, double epsilon) {
    return graph.call(EVALUATION, x, gamma, beta, mean, variance, epsilon);
  }
}
