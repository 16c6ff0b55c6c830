package org.normlab.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Rows as records. */
public final class RowMappers {
  private static final JsonMapper JSON = JsonMapper.shared();

  private RowMappers() {}

  static Job job(ResultSet row, int number) throws SQLException {
    return new Job(
        row.getString("id"),
        row.getLong("version"),
        row.getString("spec"),
        row.getString("name"),
        row.getString("architecture"),
        row.getString("normalization"),
        row.getString("data"),
        JSON.readValue(row.getString("tags"), new TypeReference<Map<String, String>>() {}),
        JobState.valueOf(row.getString("state")),
        row.getString("reason"),
        row.getInt("priority"),
        row.getDouble("progress"),
        row.getInt("attempt"),
        row.getBoolean("cancel_requested"),
        row.getObject("width", Integer.class),
        row.getObject("threads", Integer.class),
        row.getObject("parameters", Long.class),
        row.getObject("total_steps", Long.class),
        row.getString("retry_of"),
        moment(row, "created"),
        momentOrNull(row, "started"),
        momentOrNull(row, "ended"),
        row.getString("data_digest"));
  }

  static JobRun run(ResultSet row, int number) throws SQLException {
    return new JobRun(
        row.getInt("number"),
        row.getLong("seed"),
        row.getDouble("learning_rate"),
        row.getDouble("weight_decay"),
        row.getDouble("momentum"),
        RunOutcome.valueOf(row.getString("outcome")),
        row.getObject("step", Long.class),
        row.getString("reason"),
        JSON.readValue(row.getString("summary"), new TypeReference<Map<String, Double>>() {}));
  }

  static Attempt attempt(ResultSet row, int number) throws SQLException {
    return new Attempt(
        new Claim(row.getString("job"), row.getInt("number")),
        row.getString("worker"),
        row.getString("slot"),
        AttemptState.valueOf(row.getString("state")),
        row.getString("reason"),
        row.getObject("exit_code", Integer.class),
        moment(row, "started"),
        momentOrNull(row, "ended"),
        moment(row, "lease_until"),
        row.getString("version"),
        row.getString("note"));
  }

  static StoredArtifact artifact(ResultSet row, int number) throws SQLException {
    return new StoredArtifact(
        row.getString("name"),
        row.getInt("attempt"),
        row.getString("file"),
        row.getString("sha256"),
        row.getLong("bytes"));
  }

  static String json(Map<String, ?> map) {
    return JSON.writeValueAsString(map);
  }

  /** As both databases keep it: microseconds, in UTC. */
  static OffsetDateTime at(Instant moment) {
    return moment.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }

  static Instant moment(ResultSet row, String name) throws SQLException {
    return row.getObject(name, OffsetDateTime.class).toInstant();
  }

  private static @Nullable Instant momentOrNull(ResultSet row, String name) throws SQLException {
    OffsetDateTime moment = row.getObject(name, OffsetDateTime.class);
    return moment == null ? null : moment.toInstant();
  }
}
