package org.normlab.job.index;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normlab.job.Job;
import org.normlab.job.life.Store;
import org.normlab.wire.JobJson;

class ActivationMigrationTest {
  private static final String JOB =
      "{\"architecture\":{\"type\":\"%s\"},\"normalization\":%s,\"data\":{\"name\":\"mnist\"}}";

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\0',
      delimiter = '|',
      textBlock =
          """
          H2 | mlp | {"type":"self-normalizing"} | selu
          POSTGRESQL | resnet | {"type":"filter-response"} | tlu
          H2 | resnet | {"type":"weight-standardization","inner":{"type":"evonorm-s0"}} | evonorm-s0
          H2 | mlp | {"type":"batch"} | relu
          """)
  void jobsFromBeforeSayWhatWasTrained(
      Store.Kind kind, String network, String method, String trained) throws Exception {
    Store store = Store.fresh(kind);
    String spec = JobJson.write(JobJson.trusted(JOB.formatted(network, method)));
    Job job = store.jobs.submit(JobJson.trusted(spec), null, null).job();
    String before = spec.replace("\"activation\":\"" + trained, "\"activation\":\"relu");
    store.sql.sql("update job set spec = ?").param(before).update();
    store.sql.sql("update job_param set text = 'relu' where name like '%.activation'").update();
    store.migrate(new ActivationMigration());
    assertThat(store.jobs.find(job.id()).orElseThrow().spec()).isEqualTo(spec);
    assertThat(
            store
                .sql
                .sql("select text from job_param where name = 'architecture.activation'")
                .query(String.class)
                .single())
        .isEqualTo(trained);
  }
}
