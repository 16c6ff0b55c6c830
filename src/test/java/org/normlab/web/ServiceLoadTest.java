package org.normlab.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.normlab.Started;
import org.normlab.storage.RequestThread;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What some clients do does not keep others, a worker or health from an answer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServiceLoadTest {
  /** More than the threads that a server usually has. */
  private static final int MANY = 210;

  private ConfigurableApplicationContext application;
  private Service service;

  @BeforeAll
  void start(@TempDir Path home) {
    application =
        Started.service(
            "--server.port=0",
            "--normlab.worker.enabled=false",
            "--normlab.home=" + home,
            "--normlab.api.body-timeout=PT1S",
            "--normlab.api.exports=1",
            "--spring.datasource.hikari.maximum-pool-size=3",
            "--spring.datasource.hikari.connection-timeout=300",
            "--spring.datasource.url=jdbc:h2:mem:load;DB_CLOSE_DELAY=-1");
    service = new Service(Started.port(application), HttpClient.newHttpClient());
  }

  @AfterAll
  void stop() {
    application.close();
  }

  private int health(String probe) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + service.port() + "/actuator/health/" + probe))
            .timeout(Duration.ofSeconds(10))
            .build();
    return service.http().send(request, BodyHandlers.discarding()).statusCode();
  }

  private Socket send(String text) throws IOException {
    Socket socket = new Socket("127.0.0.1", service.port());
    socket.getOutputStream().write(text.getBytes(US_ASCII));
    return socket;
  }

  private static String head(String path, String more) {
    return path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + more + "\r\n";
  }

  private static void close(List<? extends AutoCloseable> all) throws Exception {
    for (AutoCloseable one : all) {
      one.close();
    }
  }

  @Test
  void slowBodiesKeepNobodyFromAnAnswer() throws Exception {
    String post =
        head("POST /api/v1/jobs", "Content-Type: application/json\r\nContent-Length: 99\r\n");
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < MANY; i++) {
        slow.add(send(post + "{"));
      }
      assertThat(health("liveness")).isEqualTo(200);
      assertThat(health("readiness")).isEqualTo(200);
      assertThat(service.get("/jobs").status()).isEqualTo(200);
    } finally {
      close(slow);
    }
  }

  /** Each byte comes in time; the whole does not. */
  @Test
  void aBodyMustArriveInTimeAsAWhole() throws Exception {
    for (String framing : List.of("Content-Length: 9999", "Transfer-Encoding: chunked")) {
      String type = "Content-Type: application/json\r\n";
      try (Socket socket = send(head("POST /api/v1/jobs", type + framing + "\r\n"))) {
        Thread drip = Thread.ofVirtual().start(() -> drip(socket, framing.endsWith("chunked")));
        String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
        drip.join();
        assertThat(answer)
            .startsWith("HTTP/1.1 408")
            .contains("application/problem+json", "within PT1S as a whole", "Connection: close");
      }
    }
  }

  private static void drip(Socket socket, boolean chunked) {
    byte[] drop = (chunked ? "1\r\n \r\n" : " ").getBytes(US_ASCII);
    try {
      while (!socket.isClosed()) {
        socket.getOutputStream().write(drop);
        Thread.sleep(50);
      }
    } catch (IOException e) {
      // The service has closed the connection.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void requestsThatTakeAllTheirConnectionsLeaveTheWorkerAndHealthTheirOwn() throws Exception {
    DataSource database = application.getBean(DataSource.class);
    List<Connection> taken = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        RequestThread.run(() -> taken.add(database.getConnection()));
      }
      assertThat(service.get("/jobs").status()).isEqualTo(503);
      assertThat(health("readiness")).isEqualTo(200);
      JdbcClient worker = application.getBean(JdbcClient.class);
      assertThat(worker.sql("select 1").query(Integer.class).single()).isEqualTo(1);
    } finally {
      close(taken);
    }
    assertThat(service.get("/jobs").status()).isEqualTo(200);
  }

  @Test
  void exportsAreBoundedAndEndWithTheirClient() throws Exception {
    String job =
        service.post("/jobs", ServedApi.job(",\"seeds\":[0]")).json().path("id").asString();
    JdbcClient sql = application.getBean(JdbcClient.class);
    sql.sql(
            "insert into metric_point (job, run, name, step, measured)"
                + " select ?, 0, 'train.loss', x, 0.5 from system_range(1, 200000)")
        .param(job)
        .update();
    HttpRequest.Builder runs = service.request("/export/runs").GET();
    try (Socket unread = send(head("GET /api/v1/export/points", ""))) {
      // Its first bytes say that it is being written; the others fill the connection's buffers.
      assertThat(unread.getInputStream().read()).isEqualTo('H');
      HttpResponse<String> refused = service.http().send(runs.build(), BodyHandlers.ofString());
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(refused.body()).contains("1 exports are being written");
      assertThat(service.get("/jobs").status()).isEqualTo(200);
    }
    int status = 503;
    for (int i = 0; i < 100 && status == 503; i++) {
      status = service.http().send(runs.build(), BodyHandlers.ofString()).statusCode();
      Thread.sleep(status == 503 ? 50 : 0);
    }
    assertThat(status).isEqualTo(200);
  }

  @Test
  void statementsHaveATimeout() {
    assertThat(application.getBean(JdbcTemplate.class).getQueryTimeout()).isEqualTo(60);
  }
}
