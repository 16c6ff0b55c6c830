package org.normlab.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.normlab.job.life.Store;

class PostgresConnectionsTest {
  private final Store store = Store.fresh(Store.Kind.POSTGRESQL);

  private HikariDataSource pool(String parameters) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(store.url + parameters);
    pool.setUsername("postgres");
    pool.setPassword("postgres");
    pool.setMaximumPoolSize(1);
    return pool;
  }

  /** Milliseconds after which a read that brings nothing ends. */
  private static int readTimeout(HikariDataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      return connection.getNetworkTimeout();
    }
  }

  @Test
  void noReadIsAwaitedForEver() throws Exception {
    try (HikariDataSource pool = pool("")) {
      PostgresConnections.bound(pool);
      assertThat(readTimeout(pool)).isEqualTo(20_000);
    }
  }

  @Test
  void whatTheUserSaysGoesBefore() throws Exception {
    try (HikariDataSource pool = pool("?socketTimeout=7")) {
      PostgresConnections.bound(pool);
      assertThat(readTimeout(pool)).isEqualTo(7000);
    }
    try (HikariDataSource pool = pool("")) {
      pool.addDataSourceProperty("socketTimeout", "8");
      PostgresConnections.bound(pool);
      assertThat(readTimeout(pool)).isEqualTo(8000);
    }
  }

  @Test
  void aStatementEndsBeforeItsServerIsTakenForDead() throws Exception {
    try (HikariDataSource pool = pool("")) {
      PostgresConnections.bound(pool);
      assertThat(setting(pool.getConnection(), "statement_timeout")).isEqualTo("15s");
    }
  }

  @Test
  void aMigrationMayTakeLonger() throws Exception {
    try (HikariDataSource pool = pool("")) {
      PostgresConnections.bound(pool);
      FluentConfiguration flyway = new FluentConfiguration();
      PostgresConnections.useForMigrations(pool, flyway);
      try (Connection connection = flyway.getDataSource().getConnection()) {
        assertThat(setting(connection, "statement_timeout")).isEqualTo("0");
        assertThat(connection.getNetworkTimeout()).isEqualTo(3_600_000);
      }
    }
  }

  private static String setting(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        var row = statement.executeQuery("show " + name)) {
      row.next();
      return row.getString(1);
    }
  }
}
