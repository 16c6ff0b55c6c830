package org.normlab.job;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.normlab.metric.Points;
import org.normlab.metric.PointsOf;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The rooms that store, on a fresh database of either kind. */
public final class Store {
  public enum Kind {
    H2,
    POSTGRESQL
  }

  private static EmbeddedPostgres postgres;

  public final JdbcClient sql;
  public final Jobs jobs;
  public final Attempts attempts;
  public final Points points;

  private Store(DataSource database) {
    Flyway.configure().dataSource(database).load().migrate();
    sql = JdbcClient.create(database);
    TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    Fence fence = new Fence(sql, transaction);
    jobs = new Jobs(sql, transaction, new Dispatch(database, sql));
    attempts = new Attempts(sql, transaction, fence);
    points = PointsOf.database(new JdbcTemplate(database), sql, fence);
  }

  public static Store fresh(Kind kind) {
    return new Store(
        switch (kind) {
          case H2 ->
              new DriverManagerDataSource(
                  "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
          case POSTGRESQL -> freshPostgres();
        });
  }

  private static synchronized DataSource freshPostgres() {
    try {
      if (postgres == null) {
        postgres = EmbeddedPostgres.start();
      }
      String name = "t" + UUID.randomUUID().toString().replace("-", "");
      JdbcClient.create(postgres.getPostgresDatabase()).sql("create database " + name).update();
      return postgres.getDatabase("postgres", name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
