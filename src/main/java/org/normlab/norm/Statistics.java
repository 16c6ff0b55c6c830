package org.normlab.norm;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.setting.Problem;
import org.normlab.torch.Graph;

/** What every method with statistics over the batch asks of it. */
final class Statistics {
  private Statistics() {}

  /** Rows that share batch statistics; null for all of a batch. */
  static @Nullable Integer rows(Graph graph, Site site) {
    Integer m = graph.microBatch();
    return m == null ? null : m * site.positions();
  }

  /** Dense sites see one value a sample and channel, so that a batch of one has no variance. */
  static List<Problem> needTwo(Site site, int batch) {
    if (site.axes() != Axes.DENSE || batch > 1) {
      return List.of();
    }
    return List.of(
        new Problem(
            "",
            "batch statistics at the dense site %s need at least 2 samples (batchSize or microBatch); received %d"
                .formatted(site.name(), batch)));
  }
}
