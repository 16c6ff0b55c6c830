package org.normlab.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.normlab.Started;
import org.normlab.web.Service.Answer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Wherever the connection to the database is lost within a change, the answer and what is stored
 * agree.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenConnectionTest {
  private static final String JOB =
      """
      {"architecture": {"type": "mlp"}, "normalization": {"type": "batch"}, "data": {"name": "digits"},
       "seeds": [0], "tags": {"a": "b"}}
      """;
  private static final String STUDY =
      """
      {"base": %s, "axes": {"batchSize": [8, 16]}, "tags": {"a": "b"}}
      """
          .formatted(JOB);

  private static final List<String> TABLES =
      List.of(
          "job",
          "job_run",
          "job_tag",
          "job_param",
          "scheduled_tasks",
          "study",
          "study_cell",
          "study_job",
          "study_run",
          "study_tag");

  private ConfigurableApplicationContext application;
  private Service service;
  private JdbcClient sql;

  /** A change, of what another one made before. */
  private enum Change {
    SUBMIT {
      @Override
      Answer send(Service service, String id, String key) throws Exception {
        return service.post("/jobs", JOB, "Idempotency-Key", key);
      }
    },
    SUBMIT_AGAIN {
      @Override
      String before(Service service, String key) throws Exception {
        return id(SUBMIT.send(service, "", key));
      }

      @Override
      Answer send(Service service, String id, String key) throws Exception {
        return SUBMIT.send(service, id, key);
      }
    },
    CANCEL {
      @Override
      String before(Service service, String key) throws Exception {
        return id(service.post("/jobs", JOB));
      }

      @Override
      Answer send(Service service, String id, String key) throws Exception {
        return service.post("/jobs/" + id + "/cancel", "");
      }
    },
    RETRY {
      @Override
      String before(Service service, String key) throws Exception {
        String id = CANCEL.before(service, key);
        CANCEL.send(service, id, key);
        return id;
      }

      @Override
      Answer send(Service service, String id, String key) throws Exception {
        return service.post("/jobs/" + id + "/retry", "", "Idempotency-Key", key);
      }
    },
    PRIORITIZE {
      @Override
      String before(Service service, String key) throws Exception {
        return id(service.post("/jobs", JOB));
      }

      @Override
      Answer send(Service service, String id, String key) throws Exception {
        return service.patch("/jobs/" + id, "{\"priority\": 7}", "If-Match", "\"1\"");
      }
    },
    SUBMIT_STUDY {
      @Override
      Answer send(Service service, String id, String key) throws Exception {
        return service.post("/studies", STUDY, "Idempotency-Key", key);
      }
    },
    EXTEND {
      @Override
      String before(Service service, String key) throws Exception {
        return id(service.post("/studies", STUDY));
      }

      @Override
      Answer send(Service service, String id, String key) throws Exception {
        return service.post("/studies/" + id + "/extend", "{\"seeds\": [7]}");
      }
    },
    PAUSE {
      @Override
      String before(Service service, String key) throws Exception {
        return id(service.post("/studies", STUDY));
      }

      @Override
      Answer send(Service service, String id, String key) throws Exception {
        return service.post("/studies/" + id + "/pause", "");
      }
    },
    RESUME {
      @Override
      String before(Service service, String key) throws Exception {
        String id = PAUSE.before(service, key);
        PAUSE.send(service, id, key);
        return id;
      }

      @Override
      Answer send(Service service, String id, String key) throws Exception {
        return service.post("/studies/" + id + "/resume", "");
      }
    },
    CANCEL_STUDY {
      @Override
      String before(Service service, String key) throws Exception {
        return id(service.post("/studies", STUDY));
      }

      @Override
      Answer send(Service service, String id, String key) throws Exception {
        return service.post("/studies/" + id + "/cancel", "");
      }
    };

    String before(Service service, String key) throws Exception {
      return "";
    }

    abstract Answer send(Service service, String id, String key) throws Exception;

    static String id(Answer answer) {
      assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
      return answer.json().path("id").asString();
    }
  }

  @BeforeAll
  void start(@TempDir Path home) {
    application =
        Started.service(
            BreakingDatabase.class,
            "--server.port=0",
            "--normlab.worker.enabled=false",
            "--normlab.home=" + home,
            // Each rollback over a lost connection would be logged with its stack trace.
            "--logging.level.org.springframework.transaction=off",
            "--spring.datasource.url=jdbc:h2:mem:breaking;DB_CLOSE_DELAY=-1");
    service = new Service(Started.port(application), HttpClient.newHttpClient());
    sql = application.getBean(JdbcClient.class);
  }

  @AfterAll
  void stop() {
    application.close();
  }

  @ParameterizedTest
  @EnumSource
  void theAnswerAndWhatIsStoredAgree(Change change) throws Exception {
    for (BreakingDatabase.Commit commit : BreakingDatabase.Commit.values()) {
      empty();
      int step = 1;
      while (breaksAt(step, change, commit)) {
        step++;
      }
      assertThat(step).as("steps").isGreaterThan(4);
    }
  }

  /** All that is stored is read twice a step: what other changes stored would be most of it. */
  private void empty() {
    sql.sql("set referential_integrity false").update();
    TABLES.forEach(table -> sql.sql("delete from " + table).update());
    sql.sql("set referential_integrity true").update();
  }

  /** Returns whether the change has so many steps. */
  private boolean breaksAt(int step, Change change, BreakingDatabase.Commit commit)
      throws Exception {
    String key = change + "-" + commit + "-" + step;
    String id = change.before(service, key);
    List<Map<String, Object>> before = stored();
    BreakingDatabase.breakAt(step, commit);
    Answer answer = change.send(service, id, key);
    boolean broken = BreakingDatabase.repair();
    List<Map<String, Object>> after = stored();
    String said =
        "%s breaks at step %d, and a commit %s: %s".formatted(change, step, commit, answer.text());
    if (!broken) {
      assertThat(answer.status()).as(said).isBetween(200, 201);
      return false;
    }
    assertThat(answer.status()).as(said).isEqualTo(503);
    assertThat(answer.type()).as(said).isEqualTo("application/problem+json");
    if (answer.text().contains("nothing was stored")) {
      assertThat(after).as(said).isEqualTo(before);
    } else {
      assertThat(answer.text()).as(said).contains("may or may not have been stored");
      repeats(change, id, key, said);
    }
    return true;
  }

  /** With the same key a job or a study is stored once, whatever had become of the commit. */
  private void repeats(Change change, String id, String key, String said) throws Exception {
    if (change == Change.SUBMIT || change == Change.RETRY || change == Change.SUBMIT_STUDY) {
      String first = Change.id(change.send(service, id, key));
      assertThat(Change.id(change.send(service, id, key))).as(said).isEqualTo(first);
      long jobs =
          sql.sql("select count(*) from job where idempotency_key = ?")
              .param(key)
              .query(Long.class)
              .single();
      long studies =
          sql.sql("select count(*) from study where idempotency_key = ?")
              .param(key)
              .query(Long.class)
              .single();
      assertThat(jobs + studies).as(said).isEqualTo(1);
    }
  }

  private List<Map<String, Object>> stored() {
    List<Map<String, Object>> all = new ArrayList<>();
    for (String table : TABLES) {
      all.addAll(sql.sql("select * from " + table + " order by 1, 2").query().listOfRows());
    }
    return all;
  }
}
