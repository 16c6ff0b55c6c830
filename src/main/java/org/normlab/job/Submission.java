package org.normlab.job;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.normlab.data.DataSpec;
import org.normlab.setting.Named;
import org.normlab.train.Run;
import org.normlab.wire.JobSpec;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of a new job. */
final class Submission {
  private static final String INSERT =
      """
      insert into job (id, version, spec, name, architecture, normalization, data, tags, state,
        priority, progress, attempt, cancel_requested, retry_of, idempotency_key, created)
      values (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, false, ?, ?, ?)
      """;
  private static final String INSERT_RUN =
      """
      insert into job_run (job, number, seed, learning_rate, weight_decay, momentum, outcome, summary)
      values (?, ?, ?, ?, ?, ?, ?, '{}')
      """;

  private final JdbcClient sql;
  private final JdbcTemplate batches;

  Submission(JdbcClient sql, JdbcTemplate batches) {
    this.sql = sql;
    this.batches = batches;
  }

  void insert(
      String id, JobSpec spec, String text, @Nullable String key, @Nullable String retryOf) {
    sql.sql(INSERT)
        .param(id)
        .param(text)
        .param(spec.name())
        .param(word(spec.training().architecture()))
        .param(word(spec.training().normalization()))
        .param(source(spec.training().data()))
        .param(RowMappers.json(spec.tags()))
        .param(JobState.QUEUED.name())
        .param(spec.priority())
        .param(retryOf)
        .param(key)
        .param(RowMappers.at(Instant.now()))
        .update();
    for (Run run : spec.training().runs()) {
      sql.sql(INSERT_RUN)
          .params(
              id,
              run.number(),
              run.seed(),
              run.learningRate(),
              run.weightDecay(),
              run.momentum(),
              RunOutcome.PENDING.name())
          .update();
    }
    spec.tags()
        .forEach(
            (name, value) ->
                sql.sql("insert into job_tag (job, name, text) values (?, ?, ?)")
                    .params(id, name, value)
                    .update());
    batches.batchUpdate(SearchIndexRows.INSERT_PARAM, SearchIndexRows.paramRows(id, text));
  }

  private static String word(Object variant) {
    return Objects.requireNonNull(variant.getClass().getAnnotation(Named.class)).value();
  }

  private static String source(DataSpec data) {
    return data.source().reference();
  }
}
