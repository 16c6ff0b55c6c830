package org.normlab.metric;

import org.normlab.job.Fence;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes {@link Points} without a Spring context. */
public final class PointsOf {
  private PointsOf() {}

  public static Points database(JdbcTemplate batches, JdbcClient sql, Fence fence) {
    return new Points(batches, sql, fence);
  }
}
