package org.normlab.norm.kernel;

import org.normlab.norm.BoundedWeightNorm;
import org.normlab.norm.site.Site;
import org.normlab.norm.site.SiteRequirements;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.Value;

/** Mean-only batch normalization, x − μ + β, as {@link BoundedWeightNorm} describes it. */
public final class MeanOnlyKernels {
  private static final double MOMENTUM = 0.1;

  private static final Kernel WHOLE =
      new Kernel(
          """
          def mean_only(x: Tensor, beta: Tensor, mean: Tensor, training: bool, momentum: float) -> Tensor:
            shift = beta - mean
            if training:
              batch = x.mean([0, 2, 3] if x.dim() == 4 else [0])
              mean.lerp_(batch.detach(), momentum)
              shift = beta - batch
            return x + (shift.view([1, -1, 1, 1]) if x.dim() == 4 else shift)
          """);

  private static final Kernel MICRO =
      new Kernel(
          """
          def mean_only_micro(x: Tensor, beta: Tensor, mean: Tensor, momentum: float, m: int) -> Tensor:
            pixels = x.mean([2, 3]) if x.dim() == 4 else x
            batch = pixels.reshape([x.size(0) // m, m, -1]).mean(1)
            mean.lerp_(batch[0].detach(), momentum)
            shift = (beta - batch).repeat_interleave(m, 0)
            return x + (shift.view([x.size(0), -1, 1, 1]) if x.dim() == 4 else shift)
          """);

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
