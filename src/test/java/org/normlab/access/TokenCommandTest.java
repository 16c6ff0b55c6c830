package org.normlab.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normlab.Started;

/** The command {@code token}, on the database of a service. */
class TokenCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path home;

  private int run(String... words) {
    out.reset();
    err.reset();
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--spring.datasource.url=" + GuardedService.url(home));
    all.add("--normlab.home=" + home);
    return TokenCommand.run(
        all,
        Started::database,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void makesListsAndRevokes() throws Exception {
    assertThat(run("create", "--name", "the team's CI", "--scope=submit", "--days", "30")).isZero();
    String secret = out().strip();
    assertThat(secret).matches("nlab_[A-Za-z0-9_-]{43}");
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("\"the team's CI\" with scope submit, until ")
        .doesNotContain(secret);

    try (GuardedService service = new GuardedService(home)) {
      assertThat(service.http.get("/jobs", GuardedService.sent(secret)).status()).isEqualTo(200);
      String id = service.tokens.list().getFirst().id();
      assertThat(service.tokens.list()).as("no first token beside it").hasSize(1);

      assertThat(run("list")).isZero();
      assertThat(out()).contains(id, "submit", "the team's CI").doesNotContain(secret);

      assertThat(run("revoke", id)).isZero();
      assertThat(out()).contains("Revoked token " + id);
      assertThat(service.http.get("/jobs", GuardedService.sent(secret)).status()).isEqualTo(401);

      assertThat(run("revoke", "none")).isEqualTo(1);
      assertThat(err.toString(StandardCharsets.UTF_8)).contains("no token with id none");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', 'one of create, list, revoke'",
    "made, received \"made\"",
    "create --name ci, scope must be one of",
    "create --scope read, name must be a text",
    "create --name ci --scope root, received \"root\"",
    "create --name ci --scope read --days 0, days must be an integer",
    "create --name ci --scope read --days soon, received \"soon\"",
    "create --name, --name wants a value",
    "create --name a --name b, may be given once",
    "create --user ci, unknown option --user",
    "list all, takes nothing more",
    "revoke, takes one id"
  })
  void misuseIsToldWithTheUsage(String words, String told) {
    assertThat(run(words.isEmpty() ? new String[0] : words.split(" "))).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains(told, "usage: java -jar");
    assertThat(out()).isEmpty();
  }
}
