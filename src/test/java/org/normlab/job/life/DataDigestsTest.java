package org.normlab.job.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.normlab.job.AttemptEnd;
import org.normlab.job.AttemptState;
import org.normlab.job.Claim;
import org.normlab.job.Job;
import org.normlab.job.JobState;
import org.normlab.job.RunEnd;
import org.normlab.job.RunOutcome;
import org.normlab.job.life.DataDigests.Known;
import org.normlab.wire.Supervised;

class DataDigestsTest {
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final String TABLE =
      SampleJobs.DIGITS.replace(
          "{\"name\": \"digits\"}", "{\"file\": \"digits\", \"label\": \"y\"}");

  private static String submitted(Store store, String job, String retryOf) throws Exception {
    return store.jobs.submit(SampleJobs.spec(job), null, retryOf).job().id();
  }

  private static void read(Store store, String job, String digest) {
    int attempt = store.attempts.claim(job, "w", "cpu", LEASE).orElseThrow().number();
    store.attempts.dataRead(new Claim(job, attempt), digest);
  }

  private static void end(Store store, String job, RunOutcome outcome, JobState state) {
    store.attempts.runEnded(new Claim(job, 1), new RunEnd(0, outcome, 1, "", Map.of()));
    store.attempts.finish(
        new Claim(job, 1), new AttemptEnd(state, AttemptState.COMPLETED, null, null));
  }

  private static void study(Store store, String... jobs) {
    store
        .sql
        .sql(
            "insert into study (id, version, spec, axes, state, request, created)"
                + " values ('s', 1, '', '', 'ACTIVE', '', current_timestamp)")
        .update();
    for (String job : jobs) {
      store.sql.sql("insert into study_job (study, job) values ('s', ?)").param(job).update();
    }
  }

  private static Job job(Store store, String id) {
    return store.jobs.find(id).orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void theFirstAttemptDecides(Store.Kind kind) throws Exception {
    Store store = Store.fresh(kind);
    String id = submitted(store, SampleJobs.DIGITS, null);
    assertThat(store.digests.expected(job(store, id))).isEmpty();
    read(store, id, "sha256:a");
    store.attempts.dataRead(new Claim(id, 1), "sha256:b");
    assertThat(job(store, id).dataDigest()).isEqualTo("sha256:a");
    assertThat(store.digests.expected(job(store, id)))
        .containsExactly(new Known("sha256:a", "an earlier attempt at this job"));
  }

  @ParameterizedTest
  @EnumSource
  void jobsOfAStudyReadTheSameData(Store.Kind kind) throws Exception {
    Store store = Store.fresh(kind);
    String failed = submitted(store, SampleJobs.DIGITS, null);
    String other = submitted(store, TABLE, null);
    String done = submitted(store, SampleJobs.DIGITS, null);
    String next = submitted(store, SampleJobs.DIGITS, null);
    String apart = submitted(store, SampleJobs.DIGITS, null);
    study(store, failed, other, done, next);
    read(store, failed, "sha256:a");
    end(store, failed, RunOutcome.FAILED, JobState.FAILED);
    read(store, other, "sha256:b");
    assertThat(store.digests.expected(job(store, next))).isEmpty();
    read(store, done, "sha256:c");
    Known known = new Known("sha256:c", "job %s of the study".formatted(done));
    assertThat(store.digests.expected(job(store, next))).containsExactly(known);
    end(store, done, RunOutcome.COMPLETED, JobState.SUCCEEDED);
    assertThat(store.digests.expected(job(store, next))).containsExactly(known);
    assertThat(store.digests.expected(job(store, apart))).isEmpty();
    assertThat(store.digests.ofStudy("s", Supervised.training(SampleJobs.spec(TABLE)).data()))
        .contains(new Known("sha256:b", "job %s of the study".formatted(other)));
  }

  @ParameterizedTest
  @EnumSource
  void aRetriedJobSaysThatTheDataHaveChanged(Store.Kind kind) throws Exception {
    Store store = Store.fresh(kind);
    String first = submitted(store, SampleJobs.DIGITS, null);
    read(store, first, "sha256:a");
    end(store, first, RunOutcome.FAILED, JobState.FAILED);
    String same = submitted(store, SampleJobs.DIGITS, first);
    read(store, same, "sha256:a");
    assertThat(store.jobs.log(same, 10)).isEmpty();
    String changed = submitted(store, SampleJobs.DIGITS, first);
    read(store, changed, "sha256:b");
    assertThat(store.jobs.log(changed, 10))
        .containsExactly(
            "the data have changed since job %s, which this one repeats: they were sha256:a and are sha256:b now"
                .formatted(first));
  }
}
