package org.normlab.storage;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** Takes each connection from the pool of the thread that asks, a request's or any other. */
final class PooledByThread extends AbstractDataSource implements AutoCloseable {
  private final DataSource requests;
  private final DataSource others;
  private final List<HikariDataSource> pools;

  PooledByThread(DataSource requests, DataSource others, HikariDataSource... pools) {
    this.requests = requests;
    this.others = others;
    this.pools = List.of(pools);
  }

  /** A pool of a data source, by whose settings others connect; null where it has none. */
  static @Nullable HikariDataSource poolOf(@Nullable DataSource database) {
    if (database instanceof PooledByThread both) {
      return both.pools.getLast();
    }
    return database instanceof HikariDataSource pool ? pool : null;
  }

  /** Lets a registry measure each pool, by its name. */
  void measure(MeterRegistry registry) {
    for (HikariDataSource pool : pools) {
      pool.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(registry));
    }
  }

  private DataSource pool() {
    return RequestThread.isCurrent() ? requests : others;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return pool().getConnection();
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return pool().getConnection(user, password);
  }

  @Override
  public void close() {
    pools.forEach(HikariDataSource::close);
  }
}
