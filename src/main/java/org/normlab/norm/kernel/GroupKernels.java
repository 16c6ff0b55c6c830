package org.normlab.norm.kernel;

import org.normlab.norm.site.Axes;
import org.normlab.norm.site.Site;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.KernelFile;
import org.normlab.torch.Value;

/**
 * The arithmetic that layer, group and instance normalization share: mean and biased variance of
 * each sample over groups of consecutive channels and all positions. Replicas are further groups,
 * so all of them pass in one kernel.
 */
public final class GroupKernels {
  static final KernelFile FILE =
      KernelFile.read("groups.py", WideRowKernels.FILE, ChannelKernels.FILE);

  private static final Kernel GROUP_NORM = FILE.kernel("group_norm");
  private static final Kernel ROW_NORM = FILE.kernel("layer_norm_rows");

  private GroupKernels() {}

  public static Value normalize(Graph graph, Site site, Value x, int groups, double epsilon) {
    Value gamma = Affine.gamma(graph, site);
    Value beta = Affine.beta(graph, site);
    Kernel kernel = site.axes() == Axes.IMAGE ? GROUP_NORM : ROW_NORM;
    return graph.call(kernel, x, graph.replicas() * groups, gamma, beta, epsilon);
  }
}
