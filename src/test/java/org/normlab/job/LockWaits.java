package org.normlab.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.normlab.job.life.Store;

/** Sees statements that wait for a lock which another transaction holds. */
public final class LockWaits {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private LockWaits() {}

  /** Returns when a statement waits for a lock; fails when none does for a long time. */
  public static void awaitOne(Store store) {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    // A connection of its own: within a transaction PostgreSQL shows the same sessions again.
    try (Connection connection = store.database.getConnection();
        Statement statement = connection.createStatement()) {
      String count = count(connection.getMetaData().getDatabaseProductName());
      while (number(statement, count) == 0) {
        assertThat(System.nanoTime()).as("nothing waits for a lock").isLessThan(deadline);
        Thread.sleep(5);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String count(String product) {
    return product.equals("H2")
        ? "select count(*) from information_schema.sessions where blocker_id is not null"
        : "select count(*) from pg_stat_activity"
            + " where datname = current_database() and wait_event_type = 'Lock'";
  }

  private static int number(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
