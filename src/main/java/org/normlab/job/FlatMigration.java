package org.normlab.job;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Fills in the flat rows of jobs from before V5; SQL alone cannot read their JSON on H2. */
@Component
public class FlatMigration implements JavaMigration {
  private static final int BATCH = 1000;

  @Override
  public MigrationVersion getVersion() {
    return MigrationVersion.fromVersion("5.1");
  }

  @Override
  public String getDescription() {
    return "fill run search";
  }

  @Override
  public @Nullable Integer getChecksum() {
    return null;
  }

  @Override
  public boolean canExecuteInTransaction() {
    return true;
  }

  @Override
  public void migrate(Context context) throws SQLException {
    Connection connection = context.getConnection();
    fill(
        connection,
        "select id, spec from job order by id",
        Flat.INSERT_PARAM,
        row -> Flat.paramRows(row.getString(1), row.getString(2)));
    fill(
        connection,
        "select job, number, summary from job_run where summary <> '{}' order by job, number",
        Flat.INSERT_METRIC,
        row -> Flat.metricRows(row.getString(1), row.getInt(2), summary(row.getString(3))));
  }

  private interface Flattening {
    List<@Nullable Object[]> rows(ResultSet row) throws SQLException;
  }

  private static void fill(Connection connection, String select, String insert, Flattening flat)
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

  private static Map<String, Double> summary(String json) {
    return JsonMapper.shared().readValue(json, new TypeReference<Map<String, Double>>() {});
  }
}
