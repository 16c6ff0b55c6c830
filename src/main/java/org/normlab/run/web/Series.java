package org.normlab.run.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.run.Points;
import org.normlab.web.RequestParams;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

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
  static ArrayNode points(List<Points.Value> values, @Nullable Integer buckets) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    if (buckets == null
        || values.size() <= RequestParams.within("points", buckets, 1, MOST_POINTS)) {
      values.forEach(v -> list.addArray().add(v.step()).add(v.value()));
    } else {
      Points.downsample(values, buckets)
          .forEach(b -> list.addArray().add(b.lastStep()).add(b.last()).add(b.min()).add(b.max()));
    }
    return list;
  }
}
