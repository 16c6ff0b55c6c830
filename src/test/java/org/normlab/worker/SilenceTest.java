package org.normlab.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.normlab.Started;
import org.normlab.job.Attempt;
import org.normlab.job.AttemptState;
import org.normlab.job.Job;
import org.normlab.job.JobState;
import org.normlab.job.life.Store;
import org.normlab.wire.JobJson;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The line to the database falls silent: nothing is refused, nothing is closed, no answer comes, as
 * when a machine dies or a firewall forgets a connection.
 */
@Execution(ExecutionMode.CONCURRENT) // Its tests wait for half a minute each.
class SilenceTest {
  private static final String JOB =
      """
      {"architecture": {"type": "mlp", "hidden": [64]}, "normalization": {"type": "batch"},
       "data": {"name": "digits"}, "epochs": 60, "batchSize": 16}
      """;

  @TempDir private Path home;
  private final Store store = Store.fresh(Store.Kind.POSTGRESQL);

  private String through(Proxy proxy) {
    return store.url.replace(":" + store.port() + "/", ":" + proxy.port() + "/");
  }

  /** With no timeout in the URL: the connections that fell silent never answer again. */
  @Test
  @Timeout(value = 300, threadMode = ThreadMode.SEPARATE_THREAD)
  void aWorkerGoesOnWhenItsConnectionsFellSilent() throws Exception {
    try (var proxy = new Proxy(store.port());
        var worker =
            new WorkerProcess("worker", home, through(proxy), Duration.ofSeconds(3)).awaitReady()) {
      String id = store.jobs.submit(JobJson.trusted(JOB), null, null).job().id();
      while (store.jobs.find(id).orElseThrow().progress() < 0.1) {
        Thread.sleep(20);
      }
      proxy.silence();
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(200);
      Job job = store.jobs.find(id).orElseThrow();
      while (!job.state().isTerminal()) {
        assertThat(System.nanoTime())
            .as(() -> store.jobs.attempts(id) + logOf(worker))
            .isLessThan(deadline);
        Thread.sleep(100);
        job = store.jobs.find(id).orElseThrow();
      }
      assertThat(job.state()).as(job + logOf(worker)).isEqualTo(JobState.SUCCEEDED);
      assertThat(store.jobs.attempts(id))
          .extracting(Attempt::state)
          .doesNotContain(AttemptState.FAILED)
          .endsWith(AttemptState.COMPLETED);
    }
  }

  private static String logOf(WorkerProcess worker) {
    try {
      return worker.log();
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  @Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
  void aPoolFillsAgainAfterLoginsThatWereNeverAnswered() throws Exception {
    try (var proxy = new Proxy(store.port());
        ConfigurableApplicationContext service = service(through(proxy))) {
      DataSource pool = service.getBean(DataSource.class);
      proxy.silence();
      proxy.holdBack(true);
      assertThat(connects(pool)).isFalse();
      proxy.holdBack(false);
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (!connects(pool)) {
        assertThat(System.nanoTime()).isLessThan(deadline);
      }
    }
  }

  private static boolean connects(DataSource pool) {
    try (Connection connection = pool.getConnection()) {
      return connection.isValid(5);
    } catch (SQLException e) {
      return false;
    }
  }

  private ConfigurableApplicationContext service(String url) {
    return Started.service(
        "--server.port=0",
        "--normlab.worker.enabled=false",
        "--normlab.home=" + home.resolve("api"),
        "--spring.datasource.url=" + url,
        "--spring.datasource.username=postgres",
        "--spring.datasource.password=postgres");
  }
}
