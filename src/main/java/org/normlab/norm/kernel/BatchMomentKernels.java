package org.normlab.norm.kernel;

import java.util.List;
import java.util.stream.Stream;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.KernelFile;
import org.normlab.torch.Value;

/** Mean 0 and variance 1 per channel over the batch, and the statistics that were found. */
public final class BatchMomentKernels {
  static final KernelFile FILE = KernelFile.read("batch_moments.py", ChannelKernels.FILE);

  private static final Kernel STANDARDIZED = FILE.kernel("standardized");
  private static final Kernel FOLLOW_MOMENTS = FILE.kernel("follow_moments");

  public static final List<Kernel> ALL =
      Stream.concat(ChannelKernels.ALL.stream(), Stream.of(STANDARDIZED, FOLLOW_MOMENTS)).toList();

  private static final Kernel EVALUATION = FILE.kernel("by_running_moments");

  private BatchMomentKernels() {}

  /** y = (x − mean) / √(variance + ε) · γ + β. */
  public static Value evaluate(
      Graph graph, Value x, Value gamma, Value beta, Value mean, Value variance, double epsilon) {
    return graph.call(EVALUATION, x, gamma, beta, mean, variance, epsilon);
  }
}
