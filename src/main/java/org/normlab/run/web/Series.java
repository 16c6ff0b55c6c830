package org.normlab.run.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.run.Points;
import org.normlab.web.RequestParams;

/** Measured values as the API shows them. */
final class Series {
  private static final int MOST_POINTS = 100_000;

  private Series() {}

  /**
   * {@code [step, value]} each.
   *
   * @param buckets at most so many, then {@code [step, last, min, max]} of each stretch; null for
   *     all
   */
  static List<List<Number>> points(List<Points.Value> values, @Nullable Integer buckets) {
    if (buckets == null
        || values.size() <= RequestParams.within("points", buckets, 1, MOST_POINTS)) {
      return values.stream().map(v -> List.<Number>of(v.step(), v.value())).toList();
    }
    return Points.downsample(values, buckets).stream()
        .map(b -> List.<Number>of(b.lastStep(), b.last(), b.min(), b.max()))
        .toList();
  }
}
