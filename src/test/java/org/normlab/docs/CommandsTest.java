package org.normlab.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.normlab.Started;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every command of README and docs is run against one service with a worker, or {@link NotRun} has
 * a reason. A block with a comment {@code # status 422} has to be answered so.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandsTest {
  private static final Pattern ENDPOINT =
      Pattern.compile("`(GET|POST|PATCH|PUT|DELETE) (/[^`?]*)[^`]*`");
  private static final Pattern EXPECTED = Pattern.compile("# status (\\d+)");

  private final HttpClient http = HttpClient.newHttpClient();
  private ConfigurableApplicationContext service;
  private Shell shell;
  private URI api;

  @BeforeAll
  void start(@TempDir Path home) throws IOException {
    service =
        Started.service(
            "--server.port=0",
            "--normlab.home=" + home,
            "--normlab.data.dir="
                + System.getProperty("normlab.data.dir", home.resolve("data").toString()),
            "--spring.datasource.url=jdbc:h2:mem:docs;DB_CLOSE_DELAY=-1");
    int port = Started.port(service);
    api = URI.create("http://127.0.0.1:" + port);
    shell = new Shell(home.resolve("shell"), port);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  static Stream<Page> pages() {
    return Page.all().stream().filter(page -> page.blocks().stream().anyMatch(CommandsTest::isRun));
  }

  private static boolean isRun(Page.Block block) {
    return block.language().equals("sh") && block.text().contains("curl ");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void theCommandsOfAPageDoWhatItSays(Page page) throws Exception {
    List<Page.Block> blocks = page.blocks().stream().filter(CommandsTest::isRun).toList();
    Shell.Output output = shell.run(blocks);

    List<String> statuses = output.statuses();
    List<String> expected =
        blocks.stream()
            .flatMap(block -> EXPECTED.matcher(block.text()).results())
            .map(found -> found.group(1))
            .toList();
    assertThat(statuses).hasSizeGreaterThanOrEqualTo(blocks.size());
    assertThat(statuses.stream().map(line -> line.split(" ")[1]).filter(s -> s.charAt(0) != '2'))
        .as(String.join("\n", statuses))
        .isEqualTo(expected);
  }

  @Test
  void everyOtherCommandHasAReasonNotToBeRun() {
    List<String> neither =
        Page.all().stream()
            .flatMap(page -> page.blocks().stream())
            .filter(block -> block.language().equals("sh") && !isRun(block))
            .flatMap(CommandsTest::withoutReason)
            .toList();
    assertThat(neither).isEmpty();
  }

  private static Stream<String> withoutReason(Page.Block block) {
    return block
        .text()
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .filter(line -> NotRun.reason(line).isEmpty())
        .map(line -> block + ": " + line);
  }

  @Test
  void everyPieceOfJsonBelongsToAJobOrAStudy() throws Exception {
    for (Page page : Page.all()) {
      for (String piece : Snippets.of(page).toList()) {
        assertThat(Snippets.fitsJob(piece) || fitsStudy(piece)).as(page + ": " + piece).isTrue();
      }
    }
  }

  private boolean fitsStudy(String piece) throws Exception {
    for (String study : Snippets.studies(piece).toList()) {
      if (post("/api/v1/studies/validate", study) == 200) {
        return true;
      }
    }
    return false;
  }

  @Test
  void everyFencedBlockSaysItsLanguageOrIsAPicture() {
    Set<String> languages =
        Page.all().stream()
            .flatMap(page -> page.blocks().stream())
            .map(Page.Block::language)
            .collect(Collectors.toSet());
    assertThat(Set.of("", "sh", "python", "java", "json", "yaml")).containsAll(languages);
  }

  @Test
  void everyEndpointIsInTheTable() throws Exception {
    JsonNode paths = get("/v3/api-docs").path("paths");
    Set<String> served = new TreeSet<>();
    paths
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .propertyNames()
                    .forEach(verb -> served.add(endpoint(verb, path.getKey()))));
    String table = Page.read(Path.of("docs/api.md")).text();
    Set<String> described = new TreeSet<>();
    ENDPOINT.matcher(table).results().map(CommandsTest::described).forEach(described::add);
    assertThat(described).isEqualTo(served);
  }

  private static String endpoint(String verb, String path) {
    return verb.toUpperCase(java.util.Locale.ROOT) + " " + path.replaceFirst("^/api/v1", "");
  }

  private static String described(MatchResult found) {
    return found.group(1) + " " + found.group(2);
  }

  /** Cancels what a page left, so that the next one does not wait for it. */
  @AfterEach
  void cancelWhatIsLeft() throws Exception {
    for (String state : List.of("QUEUED", "RUNNING")) {
      for (JsonNode study : get("/api/v1/studies?limit=100").path("studies")) {
        if (study.path("finishedAt").isNull()) {
          post("/api/v1/studies/" + study.path("id").asString() + "/cancel", "");
        }
      }
      for (JsonNode job : get("/api/v1/jobs?limit=100&state=" + state).path("jobs")) {
        post("/api/v1/jobs/" + job.path("id").asString() + "/cancel", "");
      }
    }
  }

  private JsonNode get(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(api.resolve(path)).build();
    return JsonMapper.shared().readTree(http.send(request, BodyHandlers.ofString()).body());
  }

  private int post(String path, String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(api.resolve(path)).POST(BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    return http.send(request.build(), BodyHandlers.discarding()).statusCode();
  }
}
