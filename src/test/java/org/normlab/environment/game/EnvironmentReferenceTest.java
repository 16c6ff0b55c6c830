package org.normlab.environment.game;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.normlab.environment.KnownEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Replays every recorded play of a folder: {@code mvn test -Dtest=EnvironmentReferenceTest
 * -Dnormlab.reference=DIR}; by default those of the project.
 */
class EnvironmentReferenceTest {
  private static final int ENVIRONMENTS = 8;

  static Path folder() {
    String given = System.getProperty("normlab.reference", "");
    return Path.of(given.isEmpty() ? "src/test/resources/control" : given);
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .filter(file -> file.getFileName().toString().matches("(minatar|classic)-.*\\.json.*"))
          .sorted()
          .toList();
    }
  }

  private static JsonNode read(Path file) throws IOException {
    boolean zipped = file.toString().endsWith(".gz");
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = zipped ? new GZIPInputStream(raw) : raw) {
      return JsonMapper.shared().readTree(in);
    }
  }

  @Test
  void thereAreCasesOfEveryEnvironment() throws IOException {
    assertThat(files()).as("cases in " + folder()).hasSize(ENVIRONMENTS);
  }

  @TestFactory
  Stream<DynamicTest> replaysEveryCase() throws IOException {
    return files().stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> replay(file)));
  }

  private static void replay(Path file) throws IOException {
    JsonNode all = read(file);
    KnownEnvironment environment =
        KnownEnvironment.of(all.path("environment").asString()).orElseThrow();
    int steps = environment.isGrid() ? grid(environment, all) : control(environment, all);
    assertThat(steps).isPositive();
    System.out.printf("%s: %d steps replayed%n", environment.word(), steps);
  }

  private static int grid(KnownEnvironment environment, JsonNode all) {
    int channels = all.path("shape").path(0).asInt();
    assertThat(environment.observed()).hasSize(channels);
    assertThat(environment.minimalActions())
        .isEqualTo(all.path("minimalActions").values().stream().map(JsonNode::asInt).toList());
    assertThat(environment.actions()).hasSize(all.path("actions").size());
    return all.path("cases").values().stream()
        .mapToInt(one -> new GridCase(environment, one, channels).replay())
        .sum();
  }

  private static int control(KnownEnvironment environment, JsonNode all) {
    int limit = all.path("limit").asInt();
    assertThat(environment.stepLimit()).hasValue(limit);
    assertThat(environment.actions()).hasSize(all.path("actions").asInt());
    return all.path("episodes").values().stream()
        .mapToInt(one -> new ControlEpisode(environment, one, limit).replay())
        .sum();
  }
}
