package org.normlab.job.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.normlab.job.Claim;
import org.normlab.job.Job;
import org.normlab.job.RunEnd;
import org.normlab.job.RunOutcome;
import org.normlab.job.life.SampleJobs;
import org.normlab.job.life.Store;

class FlatMigrationTest {
  /** What is filled in later is what submitting and training write. */
  @ParameterizedTest
  @EnumSource
  void jobsFromBeforeAreFound(Store.Kind kind) throws Exception {
    Store store = Store.fresh(kind);
    for (int i = 0; i < 3; i++) {
      Job job = store.jobs.submit(SampleJobs.spec(SampleJobs.DIGITS), null, null).job();
      store.attempts.claim(job.id(), "w", "s", Duration.ofMinutes(1));
      store.attempts.runEnded(
          new Claim(job.id(), 1),
          new RunEnd(1, RunOutcome.COMPLETED, 4, "", Map.of("test.loss", 0.5 + i, "seconds", 1.0)));
    }
    List<Map<String, Object>> params = rows(store, "job_param order by job, name");
    List<Map<String, Object>> metrics = rows(store, "run_metric order by job, run, name");
    assertThat(metrics).hasSize(6);
    assertThat(params)
        .extracting(row -> row.get("name") + "=" + row.get("text"))
        .contains("normalization.type=batch", "batchSize=128", "data.name=digits")
        .noneMatch(text -> text.contains("seeds") || text.contains("null"));
    store.sql.sql("delete from job_param").update();
    store.sql.sql("delete from run_metric").update();

    store.migrate(new FlatMigration());

    assertThat(rows(store, "job_param order by job, name")).isEqualTo(params);
    assertThat(rows(store, "run_metric order by job, run, name")).isEqualTo(metrics);
  }

  private static List<Map<String, Object>> rows(Store store, String from) {
    return store.sql.sql("select * from " + from).query().listOfRows();
  }
}
