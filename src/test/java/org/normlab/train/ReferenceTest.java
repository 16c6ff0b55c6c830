package org.normlab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every reference case of a folder, alone and as three fused replicas: {@code mvn test
 * -Dtest=ReferenceTest -Dnormlab.reference=DIR}; by default the project's own copy, and the cases
 * that the project made beside them.
 */
class ReferenceTest {

  private static List<Path> folders() {
    String given = System.getProperty("normlab.reference", "");
    Path resources = Path.of("src/test/resources");
    return given.isEmpty()
        ? List.of(resources.resolve("reference"), resources.resolve("cases"))
        : List.of(Path.of(given));
  }

  static Stream<Named<Path>> files() throws IOException {
    List<Named<Path>> all = new ArrayList<>();
    for (Path folder : folders()) {
      try (Stream<Path> files = Files.list(folder)) {
        files
            .filter(file -> file.toString().endsWith(".json"))
            .sorted()
            .forEach(file -> all.add(Named.of(file.getFileName().toString(), file)));
      }
    }
    return all.stream();
  }

  @Test
  void thereAreCases() throws IOException {
    assertThat(files()).as("cases in " + folders()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("files")
  void givesTheReferenceNumbers(Path file) {
    ReferenceCase given = ReferenceCase.read(file);
    for (int replicas : List.of(1, 3)) {
      switch (given.kind()) {
        case "activation", "kalman-site" -> SiteCase.check(given, replicas);
        case "function" -> SiteCase.checkFunction(given, replicas);
        case "weight" -> WeightCase.check(given, replicas);
        case "projection" -> WeightCase.checkProjection(given, replicas);
        case "correction" -> CorrectionCase.check(given, replicas);
        case "trajectory" -> TrajectoryCase.check(given, replicas);
        default -> fail("unknown kind " + given.kind() + " in " + file);
      }
    }
  }
}
