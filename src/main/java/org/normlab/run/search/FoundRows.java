package org.normlab.run.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normlab.job.JobState;
import org.normlab.job.RunOutcome;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Rows as runs. */
final class FoundRows {
  static final String COLUMNS =
      """
      r.job, r.number, r.seed, r.learning_rate, r.weight_decay, r.momentum,
        r.outcome, r.step, r.reason, r.summary\
      """;
  static final String JOB_COLUMNS =
      """
      j.id, (select sj.study from study_job sj where sj.job = j.id) as study, j.version, j.name, j.state, j.normalization, j.architecture, j.data, j.tags, j.created,
        j.started, j.ended\
      """;

  private static final JsonMapper JSON = JsonMapper.shared();

  private FoundRows() {}

  /** Describes what the run's row says, with the values that it is ordered by. */
  record Run(
      String job,
      int number,
      long seed,
      double learningRate,
      double weightDecay,
      double momentum,
      @Nullable RunOutcome outcome,
      @Nullable Long step,
      @Nullable String reason,
      Map<String, Double> summary,
      List<@Nullable Object> keys) {
    PageCursor place() {
      return new PageCursor(keys, job, number);
    }

    FoundRun of(Job its) {
      return new FoundRun(
          job,
          its.version(),
          number,
          its.study(),
          its.name(),
          its.state(),
          seed,
          learningRate,
          weightDecay,
          momentum,
          outcome,
          step,
          reason,
          summary,
          its.normalization(),
          its.architecture(),
          its.data(),
          its.tags(),
          its.created(),
          its.started(),
          its.ended());
    }
  }

  /** Describes what the job's row says. */
  record Job(
      @Nullable String study,
      long version,
      @Nullable String name,
      JobState state,
      String normalization,
      String architecture,
      String data,
      Map<String, String> tags,
      Instant created,
      @Nullable Instant started,
      @Nullable Instant ended) {}

  static Run run(ResultSet row, List<RunColumn.Kind> kinds) throws SQLException {
    List<@Nullable Object> keys = new ArrayList<>();
    for (int i = 0; i < kinds.size(); i++) {
      keys.add(key(row, i, kinds.get(i)));
    }
    return new Run(
        row.getString("job"),
        row.getInt("number"),
        row.getLong("seed"),
        row.getDouble("learning_rate"),
        row.getDouble("weight_decay"),
        row.getDouble("momentum"),
        outcome(row),
        row.getObject("step", Long.class),
        row.getString("reason"),
        JSON.readValue(row.getString("summary"), new TypeReference<Map<String, Double>>() {}),
        keys);
  }

  private static @Nullable RunOutcome outcome(ResultSet row) throws SQLException {
    RunOutcome outcome = RunOutcome.valueOf(row.getString("outcome"));
    return outcome.isEnded() ? outcome : null;
  }

  static Job job(ResultSet row) throws SQLException {
    return new Job(
        row.getString("study"),
        row.getLong("version"),
        row.getString("name"),
        JobState.valueOf(row.getString("state")),
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
  private static @Nullable Object key(ResultSet row, int i, RunColumn.Kind kind)
      throws SQLException {
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
