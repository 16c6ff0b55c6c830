package org.normlab.norm.kernel;

import org.normlab.norm.BoundedWeightNorm;
import org.normlab.norm.site.Site;
import org.normlab.norm.site.SiteRequirements;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.KernelFile;
import org.normlab.torch.Value;

/** Mean-only batch normalization, x − μ + β, as {@link BoundedWeightNorm} describes it. */
public final class MeanOnlyKernels {
  private static final double MOMENTUM = 0.1;

  private static final KernelFile FILE = KernelFile.read("mean_only.py");

  private static final Kernel WHOLE = FILE.kernel("mean_only");
  private static final Kernel MICRO = FILE.kernel("mean_only_micro");

  private MeanOnlyKernels() {}

  public static Value normalize(Graph graph, Site site, Value x) {
    Value beta = Affine.beta(graph, site);
    Value mean = graph.state(site.name() + ".runningMean", 0, site.channels());
    Integer m = SiteRequirements.rows(graph, site);
    return m == null
        ? graph.call(WHOLE, x, beta, mean, graph.training(), MOMENTUM)
        : graph.call(MICRO, x, beta, mean, MOMENTUM, m);
  }
}
