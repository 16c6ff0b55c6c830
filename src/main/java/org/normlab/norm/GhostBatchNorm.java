package org.normlab.norm;

import java.util.List;
import org.normlab.norm.kernel.Affine;
import org.normlab.norm.kernel.BatchMomentKernels;
import org.normlab.norm.site.Site;
import org.normlab.norm.site.SiteRequirements;
import org.normlab.setting.Named;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.Value;

/**
 * Ghost batch normalization: batch normalization of each chunk of a batch by itself, so that large
 * batches keep the noise of small ones.
 *
 * <pre>y = (x − μ) / √(σ² + ε) · γ + β      μ, σ² per channel and chunk of {@code size} samples
 * </pre>
 *
 * Shape: dense, tokens or image, in and out. Chunks are consecutive samples of a batch, or of a
 * micro-batch where there are any; the last one is smaller where the size does not divide. The
 * running state moves once a chunk, in order. Variance and evaluation: as {@link BatchNorm}, which
 * it equals where a chunk is the batch. Source: Hoffer, Hubara and Soudry 2017, arXiv:1705.08741,
 * algorithm 1. Difference from the paper: the running state is a plain exponential average over
 * chunks.
 */
@Paper("Hoffer et al. 2017")
@Named(value = "ghost-batch", summary = "Batch normalization of each chunk of a batch by itself.")
public record GhostBatchNorm(
    @Setting(value = "samples of a chunk", preset = "32", min = 1, max = 1_048_576) int size,
    @Setting(
            value = "weight of the new value in the running statistics",
            preset = "0.1",
            above = 0,
            max = 1)
        double momentum,
    @Setting(value = "added to the variance", preset = "1e-5", above = 0, max = 1) double epsilon)
    implements Normalization, BatchStatistics, RowScaleInvariant {
  /** The formula above, of {@code x [B, R, C, positions]}. */
  static final Kernel FORMULA =
      new Kernel(
          """
          def formula(x: Tensor, gamma: Tensor, beta: Tensor, size: int, epsilon: float) -> Tensor:
            chunks: List[Tensor] = []
            for chunk in x.split(size):
              d = chunk - chunk.mean([0, 3], True)
              chunks.append(d / torch.sqrt(d.square().mean([0, 3], True) + epsilon))
            return torch.cat(chunks) * gamma + beta
          """);

  private static final Kernel GHOST =
      new Kernel(
          """
          def ghost_batch(x: Tensor, gamma: Tensor, beta: Tensor, mean: Tensor, variance: Tensor, momentum: float, epsilon: float, size: int, m: int) -> Tensor:
            chunks: List[Tensor] = []
            for part in x.split(m if m > 0 else x.size(0)):
              for chunk in part.split(size):
                chunks.append(__torch__.batch_norm(chunk, gamma, beta, mean, variance, momentum, epsilon))
            return torch.cat(chunks)
          """,
          List.of(BatchNorm.WHOLE));

  @Override
  public Value normalize(Graph graph, Site site, Value x) {
    Value gamma = Affine.gamma(graph, site);
    Value beta = Affine.beta(graph, site);
    Value mean = graph.state(site.name() + ".runningMean", 0, site.channels());
    Value variance = graph.state(site.name() + ".runningVariance", 1, site.channels());
    if (!graph.training()) {
      return BatchMomentKernels.evaluate(graph, x, gamma, beta, mean, variance, epsilon);
    }
    int rows = size * SiteRequirements.rowsOfSample(site);
    int m = SiteRequirements.shared(graph, site);
    return graph.call(GHOST, x, gamma, beta, mean, variance, momentum, epsilon, rows, m);
  }

  @Override
  public List<Problem> problems(Site site, int batch) {
    List<Problem> faults = RecurrenceRules.needBatch(site, batch);
    int smallest = batch % size == 0 ? Math.min(size, batch) : batch % size;
    if (!faults.isEmpty() || smallest > 1 || site.positions() > 1) {
      return faults;
    }
    return List.of(
        new Problem(
            "/size",
            "each chunk needs at least 2 samples at the dense site %s; size %d leaves a chunk of 1 in a batch of %d"
                .formatted(site.name(), size, batch)));
  }
}
