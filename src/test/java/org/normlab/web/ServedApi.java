package org.normlab.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.normlab.Started;
import org.normlab.access.NewToken;
import org.normlab.access.Scope;
import org.normlab.access.Tokens;
import org.normlab.web.Service.Answer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A service over real HTTP, on H2, without a worker, and empty before every test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ServedApi {
  public ConfigurableApplicationContext application;
  public Service service;
  public JdbcClient sql;
  public Path data;

  @BeforeAll
  void start(@TempDir Path home) {
    data = home.resolve("data");
    application =
        Started.service(
            "--server.port=0",
            "--normlab.worker.enabled=false",
            "--normlab.home=" + home,
            "--normlab.data.dir=" + data,
            "--normlab.security.tokens=" + needsTokens(),
            "--spring.datasource.url=jdbc:h2:mem:"
                + getClass().getSimpleName()
                + ";DB_CLOSE_DELAY=-1");
    int port = Started.port(application);
    service = new Service(port, HttpClient.newHttpClient(), needsTokens() ? admin() : List.of());
    sql = application.getBean(JdbcClient.class);
  }

  /** Returns whether the service needs tokens; then it is asked with one that may do everything. */
  protected boolean needsTokens() {
    return false;
  }

  private List<String> admin() {
    NewToken asked = new NewToken("test", Scope.ADMIN, null);
    String secret = application.getBean(Tokens.class).create(asked).secret();
    return List.of("Authorization", "Bearer " + secret);
  }

  @AfterAll
  void stop() {
    application.close();
  }

  @BeforeEach
  void empty() {
    for (String table :
        List.of(
            "study_run",
            "study_job",
            "study_cell",
            "study",
            "artifact",
            "metric_point",
            "log_line",
            "checkpoint",
            "attempt",
            "job_run",
            "job_tag",
            "job")) {
      sql.sql("delete from " + table).update();
    }
    sql.sql("delete from scheduled_tasks").update();
  }

  public static String job(String more) {
    return "{\"architecture\":{\"type\":\"mlp\"},\"normalization\":{\"type\":\"batch\"},"
        + "\"data\":{\"name\":\"digits\"}"
        + more
        + "}";
  }

  public final JsonNode submit(String more) throws Exception {
    Answer answer = service.post("/jobs", job(more));
    assertThat(answer.status()).isEqualTo(201);
    return answer.json();
  }

  public static String path(JsonNode job) {
    return "/jobs/" + job.path("id").asString();
  }

  public static void assertProblem(Answer answer, int status, String detail) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.type()).isEqualTo("application/problem+json");
    assertThat(answer.json().path("detail").asString()).contains(detail);
  }

  public final void assertNothingStored() {
    for (String table : List.of("job", "job_run", "job_tag", "scheduled_tasks")) {
      assertThat(sql.sql("select count(*) from " + table).query(Long.class).single()).isZero();
    }
  }
}
