package org.normlab.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/** A migration that fills new tables from old rows whose JSON H2's SQL cannot read. */
public abstract class FillingMigration implements JavaMigration {
  private static final int BATCH = 1000;

  private final MigrationVersion version;
  private final String description;

  protected FillingMigration(String version, String description) {
    this.version = MigrationVersion.fromVersion(version);
    this.description = description;
  }

  @Override
  public final MigrationVersion getVersion() {
    return version;
  }

  @Override
  public final String getDescription() {
    return description;
  }

  @Override
  public final @Nullable Integer getChecksum() {
    return null;
  }

  @Override
  public final boolean canExecuteInTransaction() {
    return true;
  }

  /** Rows to store, made of one that is read. */
  public interface Flattening {
    List<@Nullable Object[]> rows(ResultSet row) throws SQLException;
  }

  /** Stores in parts what is made of all rows that {@code select} finds. */
  protected static void fill(Connection connection, String select, String insert, Flattening flat)
      throws SQLException {
    try (Statement reading = connection.createStatement();
        PreparedStatement writing = connection.prepareStatement(insert)) {
      reading.setFetchSize(BATCH);
      int waiting = 0;
      try (ResultSet rows = reading.executeQuery(select)) {
        while (rows.next()) {
          for (@Nullable Object[] values : flat.rows(rows)) {
            for (int i = 0; i < values.length; i++) {
              writing.setObject(i + 1, values[i]);
            }
            writing.addBatch();
            waiting++;
          }
          if (waiting >= BATCH) {
            writing.executeBatch();
            waiting = 0;
          }
        }
      }
      writing.executeBatch();
    }
  }
}
