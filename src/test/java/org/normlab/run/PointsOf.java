package org.normlab.run;

import java.util.SortedMap;
import java.util.function.Consumer;
import org.normlab.job.life.Fence;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes {@link Points} without a Spring context. */
public final class PointsOf {
  private PointsOf() {}

  public static Points database(JdbcTemplate batches, JdbcClient sql, Fence fence) {
    return new Points(batches, sql, fence);
  }

  /** Points that show each series that they hand out. */
  public static Points watched(
      JdbcTemplate batches,
      JdbcClient sql,
      Fence fence,
      Consumer<SortedMap<Long, Double>> watcher) {
    return new Points(batches, sql, fence) {
      @Override
      public SortedMap<Long, Double> ofRun(String job, int run, String name) {
        SortedMap<Long, Double> series = super.ofRun(job, run, name);
        watcher.accept(series);
        return series;
      }
    };
  }
}
