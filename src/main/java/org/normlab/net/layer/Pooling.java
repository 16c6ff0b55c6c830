package org.normlab.net.layer;

import org.normlab.norm.site.Chain;
import org.normlab.torch.Graph;
import org.normlab.torch.Value;

/** Layers without weights that make images smaller, or rows of images. */
public record Pooling(Graph graph, Lineage lineage) {
  /** 2×2 max-pooling with stride 2. */
  public Value max(Value x) {
    Value y = graph.call(Kernels.MAX_POOL, x);
    lineage.halved(x, y);
    return lineage.carry(x, y);
  }

  /** 3×3 max-pooling with stride 2, padded by 1. */
  public Value stem(Value x) {
    Value y = graph.call(Kernels.STEM_POOL, x);
    lineage.strided(x, y, 2);
    return lineage.carry(x, y);
  }

  /** {@code [B, R·C, H, W]} to {@code [B, R·C]}, the mean over positions. */
  public Value average(Value x) {
    return graph.call(Kernels.AVERAGE_POOL, x);
  }

  /**
   * The same images in the order of memory in which they are flattened. What stands between here
   * and the flattening has its gradients in the order in which it has its values.
   */
  public Value byPositions(Value x) {
    Value y = graph.call(Kernels.BY_POSITIONS, x);
    lineage.strided(x, y, 1);
    return lineage.carry(x, y);
  }

  /** {@code [B, R·C, H, W]} to {@code [B, R·C·H·W]}. */
  public Value flatten(Value x, int positions) {
    Value y = graph.call(Kernels.FLATTEN, x);
    return lineage.carry(x, y, chain -> chain.through(new Chain.Flattening(positions)));
  }

  /** Samples as rows of features; images flattened channel by channel. */
  public Value features(Value x, Samples samples) {
    return samples.areImages() ? flatten(x, samples.features() / samples.shape().getFirst()) : x;
  }
}
