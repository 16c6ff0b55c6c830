package org.normlab.study;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normlab.job.RunOutcome;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Turns rows of a study's aggregates into records. */
final class StudyRows {
  private static final JsonMapper JSON = JsonMapper.shared();

  private StudyRows() {}

  static StudyRun run(ResultSet row, int number) throws SQLException {
    return new StudyRun(
        row.getInt("cell"),
        row.getString("job"),
        row.getInt("run"),
        row.getLong("seed"),
        row.getDouble("learning_rate"),
        RunOutcome.valueOf(row.getString("outcome")),
        row.getString("reason"),
        JSON.readValue(row.getString("summary"), new TypeReference<Map<String, Double>>() {}),
        row.getObject("width", Integer.class),
        row.getObject("parameters", Long.class),
        row.getObject("memory_bytes", Long.class));
  }

  static StudyProgress progress(ResultSet row, int number) throws SQLException {
    int open = row.getInt("queued") + row.getInt("running");
    return new StudyProgress(
        row.getLong("version"),
        StudyState.valueOf(row.getString("state")),
        row.getInt("jobs"),
        row.getInt("queued"),
        row.getInt("running"),
        row.getInt("succeeded"),
        row.getInt("failed"),
        row.getInt("cancelled"),
        row.getDouble("share"),
        row.getInt("runs"),
        row.getInt("ended"),
        row.getInt("diverged"),
        row.getInt("failed_runs"),
        row.getInt("cancelled_runs"),
        moment(row, "first_start"),
        open > 0 ? null : moment(row, "last_end"));
  }

  private static @Nullable Instant moment(ResultSet row, String name) throws SQLException {
    OffsetDateTime moment = row.getObject(name, OffsetDateTime.class);
    return moment == null ? null : moment.toInstant();
  }
}
