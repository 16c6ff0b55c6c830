package org.normlab.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Awaits a database that starts later than the service does. */
final class DatabaseWait {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseWait.class);
  private static final Duration SAID_EVERY = Duration.ofSeconds(5);
  private static final long PAUSE_MILLIS = 500;

  /** SQLSTATE: connection exceptions; a server that starts or stops. */
  private static final String CONNECTION = "08";

  private static final String STARTING = "57P03";

  private final Duration longest;

  /**
   * @param longest how long; zero to try once
   */
  DatabaseWait(Duration longest) {
    this.longest = longest;
  }

  /**
   * Waits, and returns when a connection could be opened, or when that will not be otherwise by
   * waiting: what is wrong then is told by whoever opens the next one.
   */
  void await(DataSource database) {
    long begun = System.nanoTime();
    long said = begun - SAID_EVERY.toNanos();
    for (String why = obstacle(database); why != null; why = obstacle(database)) {
      long now = System.nanoTime();
      Duration waited = Duration.ofNanos(now - begun);
      if (waited.compareTo(longest) >= 0) {
        return;
      }
      if (now - said >= SAID_EVERY.toNanos()) {
        said = now;
        LOG.warn(
            "waiting for the database, for {} s of at most {} s (normlab.database-wait): {}",
            waited.toSeconds(),
            longest.toSeconds(),
            why);
      }
      pause();
    }
  }

  /** Explains why there is no connection, if there may be one later; null otherwise. */
  private static @Nullable String obstacle(DataSource database) {
    try (Connection _ = database.getConnection()) {
      return null;
    } catch (SQLException | FlywayException e) {
      SQLException cause = deepest(e);
      return cause != null && mayCome(cause.getSQLState())
          ? String.valueOf(cause.getMessage())
          : null;
    }
  }

  private static boolean mayCome(@Nullable String state) {
    return state != null && (state.startsWith(CONNECTION) || state.equals(STARTING));
  }

  private static @Nullable SQLException deepest(Throwable e) {
    SQLException found = null;
    for (Throwable t = e; t != null; t = t.getCause()) {
      found = t instanceof SQLException sql ? sql : found;
    }
    return found;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the database", e);
    }
  }
}
