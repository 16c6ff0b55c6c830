package org.normlab.norm.site;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.setting.Problem;
import org.normlab.torch.Graph;

/** Describes what methods ask of a site and its batch. */
public final class SiteRequirements {
  private SiteRequirements() {}

  /** Rows that share batch statistics; null for all of a batch. */
  public static @Nullable Integer rows(Graph graph, Site site) {
    Integer m = graph.microBatch();
    return m == null ? null : m * rowsOfSample(site);
  }

  /** Rows that share batch statistics, as kernels take it: 0 for all of a batch. */
  public static int shared(Graph graph, Site site) {
    Integer rows = rows(graph, site);
    return rows == null ? 0 : rows;
  }

  public static int rowsOfSample(Site site) {
    return site.axes() == Axes.TOKENS ? site.positions() : 1;
  }

  /** Statistics over the batch need two values a channel. */
  public static List<Problem> needTwo(Site site, int batch) {
    if (batch > 1 || site.positions() > 1) {
      return List.of();
    }
    return List.of(
        new Problem(
            "",
            "batch statistics at the %s site %s need at least 2 samples (batchSize or microBatch); received %d"
                .formatted(word(site), site.name(), batch)));
  }

  /**
   * Statistics of each sample, or token, need two values: of one, the deviation from the mean is 0
   * and the share of the root mean square a sign.
   */
  public static List<Problem> needSeveral(Site site, int values, String method) {
    return values > 1
        ? List.of()
        : List.of(
            new Problem(
                "/type",
                "%s takes statistics of each %s over at least 2 values; the %s site %s has 1, of which nothing is left but its sign"
                    .formatted(
                        method,
                        site.axes() == Axes.TOKENS || site.axes() == Axes.RECURRENT
                            ? "token"
                            : "sample",
                        word(site),
                        site.name())));
  }

  /** The mean of one weight is that weight: standardized, it is 0 whatever is trained. */
  public static List<Problem> needInputs(Weight weight, String method) {
    return weight.fanIn() > 1
        ? List.of()
        : List.of(
            new Problem(
                "/type",
                "%s takes statistics over the inputs of each output, at least 2; layer %s has 1, whose weight would always be 0"
                    .formatted(method, weight.layer())));
  }

  /** Statistics of a single channel of a sample need an image. */
  public static List<Problem> needPositions(Site site, String method) {
    if (site.axes() == Axes.IMAGE && site.positions() > 1) {
      return List.of();
    }
    return List.of(
        new Problem(
            "/type",
            "%s takes statistics of each channel over the positions of an image; the %s site %s has %s"
                .formatted(
                    method,
                    word(site),
                    site.name(),
                    site.axes() == Axes.IMAGE ? "one position only" : "no positions")));
  }

  private static String word(Site site) {
    return switch (site.axes()) {
      case DENSE -> "dense";
      case IMAGE -> "image";
      case TOKENS -> "token";
      case RECURRENT -> "recurrent";
    };
  }
}
