package org.normlab.job.life;

import java.util.List;
import java.util.Optional;
import org.normlab.data.DataSpec;
import org.normlab.job.Job;
import org.normlab.job.JobState;
import org.normlab.job.RunOutcome;
import org.normlab.train.SupervisedSpec;
import org.normlab.wire.JobJson;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Remembers digests of the data that jobs read, so that no result mixes different data. */
@Component
public class DataDigests {
  private static final String MEASURED =
      """
       and j.data_digest is not null and (j.state = :running or exists (select 1 from job_run r
        where r.job = j.id and r.outcome in (:measured)))
      group by j.data_digest order by min(j.id)
      """;

  private final JdbcClient sql;

  DataDigests(JdbcClient sql) {
    this.sql = sql;
  }

  /**
   * Data that a job read.
   *
   * @param readBy the job, as the subject of a sentence
   */
  public record Known(String digest, String readBy) {}

  private record Read(String job, String digest) {}

  /**
   * The data that an attempt at a job must read: those of its attempts before; else those of the
   * job whose norms it follows, and of the jobs of its study.
   */
  public List<Known> expected(Job job) {
    if (job.dataDigest() != null) {
      return List.of(new Known(job.dataDigest(), "an earlier attempt at this job"));
    }
    if (!(JobJson.trusted(job.spec()).training() instanceof SupervisedSpec training)) {
      return List.of();
    }
    Optional<Known> theirs = training.normalization().referencedJob().flatMap(this::followed);
    if (theirs.isPresent()) {
      return List.of(theirs.get());
    }
    return ofSameSource(
            sql.sql(
                    "select min(j.id), j.data_digest from study_job mine join study_job theirs"
                        + " on theirs.study = mine.study join job j on j.id = theirs.job"
                        + " where mine.job = :of and j.data = :data and j.id <> mine.job"
                        + MEASURED)
                .param("of", job.id())
                .param("data", job.data())
                .param("running", JobState.RUNNING.name())
                .param("measured", RunOutcome.measured().stream().map(RunOutcome::name).toList())
                .query((row, _) -> new Read(row.getString(1), row.getString(2)))
                .list(),
            training.data())
        .stream()
        .toList();
  }

  private Optional<Known> followed(String reference) {
    return sql.sql("select data_digest from job where id = ? and data_digest is not null")
        .param(reference)
        .query(String.class)
        .optional()
        .map(digest -> new Known(digest, "job %s, whose norms it follows,".formatted(reference)));
  }

  /** The data of this source that the jobs of a study have read, where one has. */
  public Optional<Known> ofStudy(String study, DataSpec data) {
    return ofSameSource(
        sql.sql(
                "select min(j.id), j.data_digest from study_job theirs join job j on j.id ="
                    + " theirs.job where theirs.study = :of and j.data = :data"
                    + MEASURED)
            .param("of", study)
            .param("data", data.source().reference())
            .param("running", JobState.RUNNING.name())
            .param("measured", RunOutcome.measured().stream().map(RunOutcome::name).toList())
            .query((row, _) -> new Read(row.getString(1), row.getString(2)))
            .list(),
        data);
  }

  private Optional<Known> ofSameSource(List<Read> reads, DataSpec data) {
    return reads.stream()
        .filter(read -> data(read.job).filter(data::hasSameSource).isPresent())
        .findFirst()
        .map(read -> new Known(read.digest, "job %s of the study".formatted(read.job)));
  }

  private Optional<DataSpec> data(String job) {
    String spec =
        sql.sql("select spec from job where id = ?").param(job).query(String.class).single();
    return JobJson.trusted(spec).training() instanceof SupervisedSpec training
        ? Optional.of(training.data())
        : Optional.empty();
  }

  /** Returns a line for the log where a retried job read other data; otherwise empty. */
  static Optional<String> changed(JdbcClient sql, String job, String digest) {
    return sql.sql(
            "select t.id, t.data_digest from job j join job t on t.id = j.retry_of"
                + " where j.id = ? and t.data_digest <> ?")
        .params(job, digest)
        .query(
            (row, _) ->
                "the data have changed since job %s, which this one repeats: they were %s and are %s now"
                    .formatted(row.getString(1), row.getString(2), digest))
        .optional();
  }
}
