package org.normlab.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.normlab.Started;
import org.normlab.job.Attempt;
import org.normlab.job.JobState;
import org.normlab.job.Store;
import org.normlab.spec.JobJson;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The line to the database falls silent: nothing is refused, nothing is closed, no answer comes, as
 * when a machine dies or a firewall forgets a connection.
 */
class SilenceTest {
  private static final String JOB =
      """
      {"architecture": {"type": "mlp", "hidden": [128, 128]}, "normalization": {"type": "batch"},
       "data": {"name": "digits"}, "epochs": 60, "batchSize": 32}
      """;

  @TempDir private Path home;
  private final Store store = Store.fresh(Store.Kind.POSTGRESQL);

  private String through(Proxy proxy) {
    return store.url.replace(":" + store.port() + "/", ":" + proxy.port() + "/");
  }

  /** With no timeout in the URL: the connections that fell silent never answer again. */
  @Test
  @Timeout(value = 150, threadMode = ThreadMode.SEPARATE_THREAD)
  void aWorkerGoesOnWhenItsConnectionsFellSilent() throws Exception {
    try (var proxy = new Proxy(store.port());
        var worker =
            new WorkerProcess("worker", home, through(proxy), Duration.ofSeconds(3)).awaitReady()) {
      String id = store.jobs.submit(JobJson.trusted(JOB), null, null).job().id();
      while (store.jobs.find(id).orElseThrow().progress() < 0.1) {
        Thread.sleep(20);
      }
      proxy.silence();
      while (store.jobs.find(id).orElseThrow().state() != JobState.SUCCEEDED) {
        assertThat(store.jobs.find(id).orElseThrow().state()).as(worker.log()).isNotNull();
        Thread.sleep(100);
      }
      assertThat(store.jobs.attempts(id))
          .extracting(Attempt::state)
          .containsExactly(Attempt.LOST, Attempt.COMPLETED);
    }
  }

  @Test
  @Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
  void aPoolFillsAgainAfterLoginsThatWereNeverAnswered() throws Exception {
    try (var proxy = new Proxy(store.port());
        ConfigurableApplicationContext service = service(through(proxy))) {
      HikariDataSource pool = service.getBean(HikariDataSource.class);
      proxy.silence();
      proxy.holdBack(true);
      assertThatThrownBy(pool::getConnection).isInstanceOf(SQLException.class);
      proxy.holdBack(false);
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (!connects(pool)) {
        assertThat(System.nanoTime()).isLessThan(deadline);
      }
    }
  }

  private static boolean connects(HikariDataSource pool) {
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
