package org.normlab.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.normlab.Started;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A database of the release before opens with this Normlab, and every job, run, study and point is
 * answered as that release answered; answers may have further fields.
 */
class UpgradeTest {
  @ParameterizedTest
  @EnumSource
  void answersFromTheDatabaseOfRelease01AsItDid(ReleasedDatabase.Kind kind, @TempDir Path home)
      throws Exception {
    try (EmbeddedPostgres server =
        kind == ReleasedDatabase.Kind.POSTGRESQL ? EmbeddedPostgres.start() : null) {
      ReleasedDatabase released = ReleasedDatabase.copy("0.1", kind, home, server);
      try (ConfigurableApplicationContext service = serve(released, home)) {
        assertThat(differences(released, Started.port(service))).isEmpty();
      }
    }
  }

  private static ConfigurableApplicationContext serve(ReleasedDatabase released, Path home) {
    return Started.service(
        "--server.port=0",
        "--normlab.worker.enabled=false",
        "--normlab.home=" + home,
        "--normlab.data.dir=" + home.resolve("data"),
        "--spring.datasource.url=" + released.url(),
        "--spring.datasource.username=" + released.user());
  }

  private static List<String> differences(ReleasedDatabase released, int port) throws Exception {
    assertThat(released.answers()).hasSizeGreaterThan(500);
    List<String> differences = new ArrayList<>();
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (RecordedAnswer answer : released.answers()) {
        differences.addAll(answer.differences(http, port));
      }
    }
    return differences;
  }
}
