package org.normlab.norm.kernel;

import java.util.ArrayList;
import java.util.List;
import org.normlab.norm.site.Chain;
import org.normlab.norm.site.Site;
import org.normlab.torch.Graph;
import org.normlab.torch.Initial;
import org.normlab.torch.Kernel;
import org.normlab.torch.KernelFile;
import org.normlab.torch.Value;
import org.normlab.torch.Variable;

/**
 * The arithmetic of Kalman normalization. Moments are {@code [2, M, columns]}, mean and variance,
 * with the replicas side by side in the columns.
 */
public final class KalmanKernels {
  private static final KernelFile FILE = KernelFile.read("kalman.py", WideRowKernels.FILE);

  public static final Kernel OBSERVE = FILE.kernel("kalman_observe");
  public static final Kernel APPLY = FILE.kernel("kalman_apply");
  public static final Kernel FOLLOW = FILE.kernel("kalman_follow");
  public static final Kernel FUSE = FILE.kernel("kalman_fuse");
  public static final Kernel GUARDED = FILE.kernel("kalman_guarded");
  public static final Kernel PREDICT = FILE.kernel("kalman_predict");
  public static final Kernel SIGMOID = FILE.kernel("kalman_gain");
  public static final Kernel FIXED = FILE.kernel("kalman_fixed_gain");
  private static final Kernel SUM = FILE.kernel("kalman_sum");
  private static final Kernel IDENTITY = FILE.kernel("kalman_identity");

  private KalmanKernels() {}

  public static Value sum(Graph graph, List<Chain.Moments> terms) {
    if (terms.size() == 1) {
      return terms.getFirst().value();
    }
    List<Value> values = new ArrayList<>();
    terms.forEach(term -> values.add(term.value()));
    return graph.call(SUM, values, graph.replicas());
  }

  /** A {@code [length, previous]}. */
  public static Value transition(Graph graph, Site site, int length, int previous) {
    Value matrix =
        graph.parameter(
            new Variable(
                site.name() + ".transition",
                Variable.Role.SCALE,
                Initial.ZEROS,
                List.of(length, previous),
                List.of(1, 0)));
    graph.start().call(IDENTITY, matrix);
    return matrix;
  }
}
