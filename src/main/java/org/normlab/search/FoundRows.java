package org.normlab.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normlab.job.JobState;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Rows as runs. */
final class FoundRows {
  static final String COLUMNS =
      """
      r.job, r.number, r.seed, r.learning_rate, r.weight_decay, r.momentum,
        nullif(r.outcome, 'PENDING') as outcome, r.step, r.reason, r.summary, j.version, j.name,
        j.state, j.normalization, j.architecture, j.data, j.tags, j.created, j.started, j.ended\
      """;

  private static final JsonMapper JSON = JsonMapper.shared();

  private FoundRows() {}

  static FoundRun run(ResultSet row) throws SQLException {
    return new FoundRun(
        row.getString("job"),
        row.getLong("version"),
        row.getInt("number"),
        row.getString("name"),
        JobState.valueOf(row.getString("state")),
        row.getLong("seed"),
        row.getDouble("learning_rate"),
        row.getDouble("weight_decay"),
        row.getDouble("momentum"),
        row.getString("outcome"),
        row.getObject("step", Long.class),
        row.getString("reason"),
        JSON.readValue(row.getString("summary"), new TypeReference<Map<String, Double>>() {}),
        row.getString("normalization"),
        row.getString("architecture"),
        row.getString("data"),
        JSON.readValue(row.getString("tags"), new TypeReference<Map<String, String>>() {}),
        row.getObject("created", OffsetDateTime.class).toInstant(),
        moment(row, "started"),
        moment(row, "ended"));
  }

  private static @Nullable Instant moment(ResultSet row, String name) throws SQLException {
    OffsetDateTime moment = row.getObject(name, OffsetDateTime.class);
    return moment == null ? null : moment.toInstant();
  }

  /** A key that runs are ordered by, as a cursor keeps it. */
  static @Nullable Object key(ResultSet row, int i, RunColumn.Kind kind) throws SQLException {
    String name = "k" + i;
    if (kind == RunColumn.Kind.MOMENT) {
      return row.getObject(name, OffsetDateTime.class);
    }
    Object value = row.getObject(name);
    return value instanceof Number && !(value instanceof Double)
        ? (Object) row.getLong(name)
        : value;
  }
}
