package org.normlab.norm.kernel;

import org.normlab.norm.site.Site;
import org.normlab.norm.site.SiteRequirements;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.KernelFile;
import org.normlab.torch.Value;

/** Describes what methods that decorrelate groups of channels share. */
public final class WhiteningKernels {
  private static final KernelFile FILE = KernelFile.read("whitening.py", WideRowKernels.FILE);

  private static final Kernel TRAINING = FILE.kernel("whitened");
  private static final Kernel EVALUATION = FILE.kernel("whitening_evaluation");
  private static final Kernel IDENTITY = FILE.kernel("whitening_start");

  private WhiteningKernels() {}

  /**
   * Whitens a site.
   *
   * @param root kernel {@code inverse_root(xc, epsilon)}: inverse roots {@code [groups, s, s]} of
   *     xcᵀxc + ε I, of centred rows {@code [groups, n, s]} divided by √n
   * @param size channels of a group, at most the site's
   */
  public static Value normalize(
      Graph graph, Site site, Value x, Kernel root, int size, double momentum, double epsilon) {
    int channels = site.channels();
    Value gamma = Affine.gamma(graph, site);
    Value beta = Affine.beta(graph, site);
    Value mean = graph.state(site.name() + ".runningMean", 0, channels);
    Value whitening = graph.state(site.name() + ".runningWhitening", 0, channels, size);
    graph.start().call(IDENTITY, whitening);
    if (!graph.training()) {
      return graph.call(EVALUATION, x, gamma, beta, mean, whitening, channels, size);
    }
    Kernel training = TRAINING.choosing(root);
    int m = SiteRequirements.shared(graph, site);
    return graph.call(
        training, x, gamma, beta, mean, whitening, channels, size, momentum, epsilon, m);
  }
}
