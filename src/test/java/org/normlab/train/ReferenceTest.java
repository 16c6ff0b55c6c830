package org.normlab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every reference case of a folder, alone and as three fused replicas: {@code mvn test
 * -Dtest=ReferenceTest -Dnormlab.reference=DIR}; by default the project's own copy.
 */
class ReferenceTest {
  /** Methods that are not built yet; a case of any other unknown method or kind fails. */
  private static final Set<String> TO_COME =
      Set.of(
          "bounded-weight",
          "normalize-and-project",
          "weight",
          "spectral",
          "weight-standardization",
          "scaled-weight-standardization");

  private static Path folder() {
    String given = System.getProperty("normlab.reference", "");
    return Path.of(given.isEmpty() ? "src/test/resources/reference" : given);
  }

  static Stream<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".json"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @Test
  void theFolderHasCases() throws IOException {
    assertThat(files()).as("cases in " + folder()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("files")
  void givesTheReferenceNumbers(String file) {
    ReferenceCase given = ReferenceCase.read(folder().resolve(file));
    if (TO_COME.contains(given.methodType())) {
      return;
    }
    for (int replicas : List.of(1, 3)) {
      switch (given.kind()) {
        case "activation", "kalman-site" -> SiteCase.check(given, replicas);
        case "function" -> SiteCase.checkFunction(given, replicas);
        case "correction" -> CorrectionCase.check(given, replicas);
        case "trajectory" -> TrajectoryCase.check(given, replicas);
        default -> fail("unknown kind " + given.kind() + " in " + file);
      }
    }
  }
}
