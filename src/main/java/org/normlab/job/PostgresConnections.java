package org.normlab.job;

import com.zaxxer.hikari.HikariDataSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * How long PostgreSQL may say nothing. Without these bounds a statement on a connection that fell
 * silent, as after the failure of a machine, a network or a firewall that forgets, is awaited for
 * ever. Parameters of the URL and {@code spring.datasource.hikari.data-source-properties} go
 * before.
 */
final class PostgresConnections {
  /** Seconds, as the driver's properties of these names take them. */
  private static final Map<String, String> TIMEOUTS =
      Map.of(
          "connectTimeout", "5",
          "loginTimeout", "10",
          "socketTimeout", "20",
          "cancelSignalTimeout", "5",
          "tcpKeepAlive", "true");

  /** A migration may have much to rewrite, but a dead server is to be noticed some time. */
  private static final String MIGRATION_SECONDS = "3600";

  /**
   * A statement ends before its client takes the server for dead. A process that is stopped within
   * a transaction, or whose machine dies, would hold its job's row for as long as the connection
   * lives; transactions here take milliseconds.
   */
  private static final String SESSION =
      "set statement_timeout = '15s'; set idle_in_transaction_session_timeout = '5s'";

  private PostgresConnections() {}

  static boolean areOf(HikariDataSource pool) {
    return String.valueOf(pool.getJdbcUrl()).startsWith("jdbc:postgresql:");
  }

  /** Bounds the connections of a pool that has not been used yet. */
  static void bound(HikariDataSource pool) {
    TIMEOUTS.forEach(pool.getDataSourceProperties()::putIfAbsent);
    if (pool.getConnectionInitSql() == null) {
      pool.setConnectionInitSql(SESSION);
    }
  }

  /** Gives migrations connections of their own, on which a statement may take longer. */
  static void useForMigrations(HikariDataSource pool, FluentConfiguration flyway) {
    Map<String, String> properties = new HashMap<>(TIMEOUTS);
    Properties chosen = pool.getDataSourceProperties();
    chosen.stringPropertyNames().forEach(name -> properties.put(name, chosen.getProperty(name)));
    properties.put("socketTimeout", MIGRATION_SECONDS);
    flyway.jdbcProperties(properties);
    flyway.dataSource(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
  }
}
