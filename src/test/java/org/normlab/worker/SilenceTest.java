package org.normlab.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.normlab.Started;
import org.normlab.job.Store;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The line to the database falls silent: nothing is refused, nothing is closed, no answer comes, as
 * when a machine dies or a firewall forgets a connection.
 */
class SilenceTest {
  @TempDir private Path home;
  private final Store store = Store.fresh(Store.Kind.POSTGRESQL);

  private String through(Proxy proxy) {
    return store.url.replace(":" + store.port() + "/", ":" + proxy.port() + "/");
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
