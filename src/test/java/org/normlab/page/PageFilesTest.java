package org.normlab.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PageFilesTest {
  private static final Path PAGE = Path.of("src", "main", "resources", "static");
  private static final int LINE = 100;
  private static final Pattern IMPORT =
      Pattern.compile("^import (?:\\{([^}]*)}|(\\w+)) from '([^']*)';$", Pattern.MULTILINE);
  private static final Pattern EXPORT =
      Pattern.compile(
          "^export (?:async )?(?:function|const|class) (\\w+)|^export \\{ \\w+ as (default) }",
          Pattern.MULTILINE);

  static List<Path> modules() throws IOException {
    try (Stream<Path> files = Files.walk(PAGE.resolve("js"))) {
      return files.filter(file -> file.toString().endsWith(".js")).sorted().toList();
    }
  }

  @Test
  void thePageHasTheFoldersOfItsNouns() throws IOException {
    try (Stream<Path> files = Files.list(PAGE.resolve("js"))) {
      assertThat(files.filter(Files::isDirectory).map(PAGE.resolve("js")::relativize))
          .map(Path::toString)
          .containsExactlyInAnyOrder("kit", "chart", "episode", "job", "run", "study");
    }
  }

  @ParameterizedTest
  @MethodSource("modules")
  void aModuleImportsWhatExists(Path module) throws IOException {
    String text = Files.readString(module);
    int found = 0;
    for (Matcher one = IMPORT.matcher(text); one.find(); found++) {
      Path imported = module.resolveSibling(one.group(3)).normalize();
      assertThat(imported).exists();
      List<String> names =
          one.group(1) == null
              ? List.of("default")
              : Stream.of(one.group(1).split(",", -1))
                  .map(name -> name.strip().replaceFirst(" as .*", ""))
                  .filter(name -> !name.isEmpty())
                  .toList();
      assertThat(names).isNotEmpty();
      assertThat(exports(imported)).as("exports of %s", imported).containsAll(names);
    }
    assertThat(found).as("imports that are understood").isEqualTo(lines(text, "import "));
  }

  private static long lines(String text, String start) {
    return text.lines().filter(line -> line.startsWith(start)).count();
  }

  private static List<String> exports(Path module) throws IOException {
    return EXPORT
        .matcher(Files.readString(module))
        .results()
        .map(one -> one.group(1) == null ? one.group(2) : one.group(1))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void aModuleWithOneExportIsCalledLikeIt(Path module) throws IOException {
    List<String> exports = exports(module);
    if (exports.size() == 1) {
      String file = exports.getFirst().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
      assertThat(module).hasFileName(file + ".js");
    }
  }

  @ParameterizedTest
  @MethodSource("modules")
  void aModuleIsOneIdeaAndWritesNoMarkup(Path module) throws IOException {
    assertThat(Files.readAllLines(module)).hasSizeLessThan(200);
    assertThat(Files.readAllLines(module)).allMatch(line -> line.length() <= LINE);
    assertThat(Files.readString(module))
        .startsWith("// @ts-check\n")
        .doesNotContain("innerHTML", "insertAdjacentHTML", "eval(");
  }

  @Test
  void thePageKeepsItsOwnContentSecurityPolicy() throws IOException {
    String html = Files.readString(PAGE.resolve("index.html"));

    assertThat(html)
        .contains("default-src 'none'; script-src 'self'; style-src 'self'")
        .doesNotContain(" style=", "<style", " onclick=");
    assertThat(html.split("<script", -1)).hasSize(2);
    assertThat(html).contains("></script>");
  }

  @Test
  void whatIsNotOursKeepsItsLicence() {
    assertThat(PAGE.resolve("vendor").resolve("uplot-1.6.32").resolve("LICENSE")).exists();
  }
}
