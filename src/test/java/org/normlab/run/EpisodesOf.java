package org.normlab.run;

import org.normlab.job.life.Fence;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes {@link Episodes} without a Spring context. */
public final class EpisodesOf {
  private EpisodesOf() {}

  public static Episodes database(JdbcClient sql, Fence fence) {
    return new Episodes(sql, fence);
  }
}
