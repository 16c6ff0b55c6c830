package org.normlab.job.life;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.normlab.job.artifact.Artifacts;
import org.normlab.job.artifact.ArtifactsOf;
import org.normlab.job.artifact.References;
import org.normlab.job.index.ActivationMigration;
import org.normlab.job.index.FlatMigration;
import org.normlab.run.Checkpoints;
import org.normlab.run.CheckpointsOf;
import org.normlab.run.Episodes;
import org.normlab.run.EpisodesOf;
import org.normlab.run.Points;
import org.normlab.run.PointsOf;
import org.normlab.storage.Build;
import org.normlab.storage.BulkInsert;
import org.normlab.storage.Entities;
import org.normlab.study.StudyTagMigration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The rooms that store, on a fresh database of either kind. */
public final class Store {
  public enum Kind {
    H2,
    POSTGRESQL,
    /**
     * The image that compose.yaml and the chart run; skipped where there is no container engine.
     */
    POSTGRESQL_CONTAINER
  }

  /** Of the Normlab that attempts remember. */
  public static final String VERSION = "1.2.3";

  private static String tablesOfH2;
  private static EmbeddedPostgres postgres;
  private static PostgreSQLContainer container;

  public final JdbcClient sql;
  public final Entities entities;
  public final Jobs jobs;
  public final Attempts attempts;
  public final Points points;
  public final Episodes episodes;
  public final Artifacts artifacts;
  public final Checkpoints checkpoints;
  public final References references;
  public final DataDigests digests;
  public final Fence fence;
  public final DataSource database;
  public final Dispatch dispatch;
  public final TransactionTemplate transaction;

  /** Of PostgreSQL; the user is postgres. */
  public final String url;

  /** Holds the stores of each thread that runs tests, since some run side by side. */
  private static final ThreadLocal<List<Store>> OPEN = ThreadLocal.withInitial(ArrayList::new);

  private Store(DataSource database, String url, Entities.Comparison comparison) {
    this.url = url;
    this.database = database;
    sql = JdbcClient.create(database);
    JdbcTemplate batches = new JdbcTemplate(database);
    entities = new Entities(database, comparison);
    transaction = entities.transaction();
    JobRepository ofJobs = entities.repository(JobRepository.class);
    JobRunRepository ofRuns = entities.repository(JobRunRepository.class);
    AttemptRepository ofAttempts = entities.repository(AttemptRepository.class);
    DatabaseClock clock = new DatabaseClock(sql);
    fence = new Fence(ofJobs, transaction, entities.shared());
    dispatch = new Dispatch(database, sql);
    Submission submission =
        new Submission(
            ofJobs,
            ofRuns,
            entities.repository(JobTagRepository.class),
            new BulkInsert(entities.shared()),
            batches);
    jobs = new Jobs(sql, transaction, dispatch, submission, ofJobs, ofRuns, ofAttempts, clock);
    attempts =
        new Attempts(
            sql,
            batches,
            transaction,
            fence,
            new Build(VERSION),
            ofJobs,
            ofRuns,
            ofAttempts,
            clock);
    artifacts = ArtifactsOf.database(entities, fence);
    checkpoints = CheckpointsOf.database(entities, artifacts, fence);
    references = ArtifactsOf.references(jobs, artifacts);
    digests = new DataDigests(sql);
    episodes = EpisodesOf.database(sql, fence);
    points = PointsOf.database(batches, sql, fence);
  }

  /**
   * Makes a database of its own for one test, after which {@link StoresClose} closes it. Databases
   * of a kind are copies of the first, whose tables Flyway has made and Hibernate has compared.
   */
  public static Store fresh(Kind kind) {
    String name = "t" + UUID.randomUUID().toString().replace("-", "");
    Store store =
        switch (kind) {
          case H2 -> new Store(freshH2(name), "", Entities.Comparison.DONE);
          case POSTGRESQL ->
              new Store(
                  freshPostgres(name),
                  "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + name,
                  Entities.Comparison.DONE);
          case POSTGRESQL_CONTAINER ->
              new Store(migrated(freshInContainer(name)), "", Entities.Comparison.NEEDED);
        };
    OPEN.get().add(store);
    return store;
  }

  /** Returns how many stores this thread has opened and not closed. */
  static int open() {
    return OPEN.get().size();
  }

  /** Closes the stores that this thread has opened after its first {@code kept}. */
  static void closeAllBut(int kept) {
    List<Store> mine = OPEN.get();
    while (mine.size() > kept) {
      mine.removeLast().entities.close();
    }
  }

  private static DataSource migrated(DataSource database) {
    Flyway.configure()
        .dataSource(database)
        .javaMigrations(new FlatMigration(), new StudyTagMigration(), new ActivationMigration())
        .load()
        .migrate();
    return database;
  }

  /** Makes the tables of all copies, and compares the entities with them. */
  private static void makeTemplate(DataSource database) {
    new Entities(migrated(database), Entities.Comparison.NEEDED).close();
  }

  private static DataSource h2(String name) {
    return new DriverManagerDataSource("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
  }

  private static synchronized DataSource freshH2(String name) {
    if (tablesOfH2 == null) {
      DataSource template = h2("template");
      makeTemplate(template);
      tablesOfH2 =
          String.join("\n", JdbcClient.create(template).sql("script").query(String.class).list());
    }
    DataSource fresh = h2(name);
    new JdbcTemplate(fresh).execute(tablesOfH2);
    return fresh;
  }

  private static synchronized DataSource freshInContainer(String name) {
    assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        "no container engine: PostgreSQL's own image is not tried");
    if (container == null) {
      container = new PostgreSQLContainer("postgres:17");
      container.start();
    }
    DriverManagerDataSource server =
        new DriverManagerDataSource(
            container.getJdbcUrl(), container.getUsername(), container.getPassword());
    JdbcClient.create(server).sql("create schema " + name).update();
    return new DriverManagerDataSource(
        container.getJdbcUrl() + "&currentSchema=" + name,
        container.getUsername(),
        container.getPassword());
  }

  private static synchronized DataSource freshPostgres(String name) {
    try {
      if (postgres == null) {
        postgres = EmbeddedPostgres.start();
        JdbcClient.create(postgres.getPostgresDatabase()).sql("create database made").update();
        makeTemplate(postgres.getDatabase("postgres", "made"));
      }
      JdbcClient.create(postgres.getPostgresDatabase())
          .sql("create database " + name + " template made")
          .update();
      return postgres.getDatabase("postgres", name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of PostgreSQL. */
  public int port() {
    return postgres.getPort();
  }

  /** Runs a migration written in Java on the database as it is, as one transaction. */
  public void migrate(JavaMigration migration) throws Exception {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      migration.migrate(
          new Context() {
            @Override
            public Configuration getConfiguration() {
              throw new UnsupportedOperationException();
            }

            @Override
            public Connection getConnection() {
              return connection;
            }
          });
      connection.commit();
    }
  }
}
