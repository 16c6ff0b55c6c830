package org.normlab.storage;

import com.zaxxer.hikari.HikariDataSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Describes how long PostgreSQL may say nothing. Without these bounds a statement on a connection
 * that fell silent, as after the failure of a machine, a network or a firewall that forgets, is
 * awaited for ever. Parameters of the URL and {@code
 * spring.datasource.hikari.data-source-properties} go before.
 */
final class PostgresConnections {
  /** Seconds, as the driver's properties of these names take them. */
  private static final Map<String, String> TIMEOUTS =
      Map.of(
          "connectTimeout", "5",
          "loginTimeout", "10",
          "cancelSignalTimeout", "5",
          "tcpKeepAlive", "true");

  /** A migration may have much to rewrite, but a dead server is to be noticed some time. */
  private static final String MIGRATION_SECONDS = "3600";

  private static final String READ = "socketTimeout";

  /**
   * Says what a request asks for may take the database a while; the worker's statements are short.
   */
  private static final String REQUEST_SECONDS = "75";

  private static final String SECONDS = "20";

  private PostgresConnections() {}

  static boolean areOf(HikariDataSource pool) {
    return String.valueOf(pool.getJdbcUrl()).startsWith("jdbc:postgresql:");
  }

  /** Bounds the connections of a pool that has not been used yet. */
  static void bound(HikariDataSource pool) {
    boolean requests = ConnectionPools.REQUESTS.equals(pool.getPoolName());
    TIMEOUTS.forEach(pool.getDataSourceProperties()::putIfAbsent);
    pool.getDataSourceProperties().putIfAbsent(READ, requests ? REQUEST_SECONDS : SECONDS);
    if (pool.getConnectionInitSql() == null) {
      pool.setConnectionInitSql(session(requests ? "60s" : "15s"));
    }
  }

  /**
   * A statement ends before its client takes the server for dead. A process that is stopped within
   * a transaction, or whose machine dies, would hold its job's row for as long as the connection
   * lives; transactions here take milliseconds.
   */
  private static String session(String longestStatement) {
    return "set statement_timeout = '%s'; set idle_in_transaction_session_timeout = '5s'"
        .formatted(longestStatement);
  }

  /** Gives migrations connections of their own, on which a statement may take longer. */
  static void useForMigrations(HikariDataSource pool, FluentConfiguration flyway) {
    Map<String, String> properties = new HashMap<>(TIMEOUTS);
    Properties chosen = pool.getDataSourceProperties();
    chosen.stringPropertyNames().forEach(name -> properties.put(name, chosen.getProperty(name)));
    properties.put(READ, MIGRATION_SECONDS);
    flyway.jdbcProperties(properties);
    flyway.dataSource(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
  }
}
