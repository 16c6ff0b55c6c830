package org.normlab.storage;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/**
 * Awaits the database, makes sure that it can be used, and brings its tables to this version. On
 * PostgreSQL a migration is all or nothing; for H2 in a file a copy from before stands in for that.
 */
final class SchemaMigration implements FlywayMigrationStrategy {
  private static final int OLDEST_POSTGRES = 16;

  /** H2's DATABASE_ALREADY_OPEN_1. */
  private static final int IN_USE = 90020;

  private static final Pattern IN_A_FILE =
      Pattern.compile("jdbc:h2:(?:file:)?((?:[A-Za-z]:)?[^:;]+)(?:;.*)?");

  private final DatabaseWait wait;

  SchemaMigration(DatabaseWait wait) {
    this.wait = wait;
  }

  @Override
  public void migrate(Flyway flyway) {
    DataSource database = flyway.getConfiguration().getDataSource();
    HikariDataSource pool = PooledByThread.poolOf(database);
    Path file = pool == null ? null : file(String.valueOf(pool.getJdbcUrl()));
    if (pool != null && file != null) {
      migrateFile(withoutPool(flyway, pool), file);
      return;
    }
    wait.await(database);
    requireRecent(database);
    flyway.migrate();
  }

  private static Flyway withoutPool(Flyway flyway, HikariDataSource pool) {
    return Flyway.configure()
        .configuration(flyway.getConfiguration())
        .dataSource(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword())
        .load();
  }

  private static void migrateFile(Flyway flyway, Path file) {
    DataSource database = flyway.getConfiguration().getDataSource();
    restoreInterrupted(flyway, database, file);
    MigrationInfo[] pending = flyway.info().pending();
    if (pending.length > 0) {
      String target = String.valueOf(pending[pending.length - 1].getVersion());
      migrate(flyway, new MigrationBackup(database, file, target));
    } else {
      flyway.migrate();
    }
  }

  /** The file of an H2 database; null for any other. */
  private static @Nullable Path file(String jdbcUrl) {
    Matcher url = IN_A_FILE.matcher(jdbcUrl);
    if (!url.matches()) {
      return null;
    }
    String path = url.group(1);
    String whole =
        path.startsWith("~") ? System.getProperty("user.home") + path.substring(1) : path;
    return Path.of(whole + ".mv.db").toAbsolutePath().normalize();
  }

  private static void requireRecent(DataSource database) {
    try (Connection connection = database.getConnection()) {
      var server = connection.getMetaData();
      if (server.getDatabaseProductName().equals("PostgreSQL")
          && server.getDatabaseMajorVersion() < OLDEST_POSTGRES) {
        throw new DatabaseUnusable(
            "Normlab needs PostgreSQL %d or later; the server is of version %s."
                .formatted(OLDEST_POSTGRES, server.getDatabaseProductVersion()),
            "Upgrade the server, or point spring.datasource.url at another.");
      }
    } catch (SQLException | FlywayException e) {
      // Told by the migration, which meets the same.
    }
  }

  /** A migration that was begun and whose version the database does not have was interrupted. */
  private static void restoreInterrupted(Flyway flyway, DataSource database, Path file) {
    try {
      for (MigrationBackup backup : MigrationBackup.left(database, file)) {
        if (!isApplied(flyway, backup.target())) {
          backup.restore();
        }
        backup.delete();
      }
    } catch (IOException e) {
      throw new DatabaseUnusable(
          "The last migration was interrupted, and the copy of the database from before cannot be"
              + " put back: "
              + e.getMessage(),
          "Make room, and give this user the right to write in " + file.getParent() + ".",
          e);
    }
  }

  /** A database that is too damaged to tell does not have the version. */
  private static boolean isApplied(Flyway flyway, String version) {
    try {
      return Arrays.stream(flyway.info().applied())
          .anyMatch(
              one ->
                  String.valueOf(one.getVersion()).equals(version) && !one.getState().isFailed());
    } catch (FlywayException e) {
      if (isInUse(e)) {
        throw e;
      }
      return false;
    }
  }

  private static boolean isInUse(Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql && sql.getErrorCode() == IN_USE) {
        return true;
      }
    }
    return false;
  }

  private static void migrate(Flyway flyway, MigrationBackup backup) {
    try {
      backup.make();
      flyway.migrate();
      backup.delete();
    } catch (FlywayException e) {
      throw new DatabaseUnusable(
          "The database could not be migrated to version %s: %s"
              .formatted(backup.target(), e.getMessage()),
          "The next start puts back the copy from before, %s, and tries again. Where it fails again, start the version that you had on that copy, unpacked, or on your own backup."
              .formatted(backup.path()),
          e);
    } catch (SQLException | IOException e) {
      throw new DatabaseUnusable(
          "The copy of the database from before its migration cannot be made or removed: "
              + e.getMessage(),
          "Make room, and give this user the right to write in " + backup.path().getParent() + ".",
          e);
    }
  }
}
