package org.normlab.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normlab.job.web.MetricsView;
import tools.jackson.databind.json.JsonMapper;

/** The page's modules that need no page, under Node's own test runner where there is Node. */
class NodeTest {
  private static final Path TESTS = Path.of("src", "test", "js");
  private static final Path CATALOGUE = TESTS.resolve("metrics.json");
  private static final String WRITE = "normlab.metrics.write";
  private static final Pattern VERSION = Pattern.compile("v(\\d+)\\.(\\d+)\\..*");
  private static final Pattern PASSED = Pattern.compile("(?m)^# pass (\\d+)$");

  /** From this version on, Node reads a module in a folder without package.json. */
  private static final int LEAST_MAJOR = 20;

  private static final int LEAST_MINOR = 19;

  @TempDir private Path folder;

  /** The modules under test read the catalogue of metrics from a file. */
  @Test
  void theCatalogueOfTheTestsIsThatOfTheService() throws IOException {
    String catalogue =
        JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(MetricsView.ALL)
            + "\n";
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(CATALOGUE, catalogue);
    }
    assertThat(Files.readString(CATALOGUE))
        .as("%s is out of date: run this test with -D%s=true", CATALOGUE, WRITE)
        .isEqualTo(catalogue);
  }

  @Test
  void everyClaimOfTheModulesHolds() throws Exception {
    assumeTrue(hasNode(), "no Node of version %d.%d or later".formatted(LEAST_MAJOR, LEAST_MINOR));
    List<String> command = new ArrayList<>(List.of("node", "--test", "--test-reporter=tap"));
    try (Stream<Path> files = Files.list(TESTS)) {
      files.map(Path::toString).filter(file -> file.endsWith(".test.js")).forEach(command::add);
    }

    Path output = folder.resolve("node.txt");
    int ended = run(command, output);
    String told = Files.readString(output);
    assertThat(ended).as(told).isZero();
    Matcher passed = PASSED.matcher(told);
    assertThat(passed.find()).isTrue();
    assertThat(Integer.parseInt(passed.group(1))).isGreaterThan(100);
  }

  private boolean hasNode() throws InterruptedException {
    Path output = folder.resolve("version.txt");
    try {
      Matcher version =
          run(List.of("node", "--version"), output) == 0
              ? VERSION.matcher(Files.readString(output).strip())
              : VERSION.matcher("");
      return version.matches()
          && LEAST_MAJOR * 100 + LEAST_MINOR
              <= 100 * Integer.parseInt(version.group(1)) + Integer.parseInt(version.group(2));
    } catch (IOException e) {
      return false;
    }
  }

  private static int run(List<String> command, Path output)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("%s ended", command).isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }
}
