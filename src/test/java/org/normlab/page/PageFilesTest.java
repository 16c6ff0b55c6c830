package org.normlab.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PageFilesTest {
  private static final Path PAGE = Path.of("src", "main", "resources", "static");
  private static final Pattern IMPORT =
      Pattern.compile("^import (?:\\{ (.*) } )?.*from '(.*)';$", Pattern.MULTILINE);

  static List<Path> modules() throws IOException {
    try (Stream<Path> files = Files.list(PAGE.resolve("js"))) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("modules")
  void aModuleImportsWhatExists(Path module) throws IOException {
    Matcher imports = IMPORT.matcher(Files.readString(module));
    while (imports.find()) {
      Path imported = module.resolveSibling(imports.group(2)).normalize();
      assertThat(imported).exists();
      if (imports.group(1) != null) {
        for (String name : imports.group(1).split(", ", -1)) {
          assertThat(Files.readString(imported))
              .containsPattern("export (async )?(function|const|class) " + name + "\\b");
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("modules")
  void aModuleIsOneIdeaAndWritesNoMarkup(Path module) throws IOException {
    assertThat(Files.readAllLines(module)).hasSizeLessThan(200);
    assertThat(Files.readString(module)).doesNotContain("innerHTML", "insertAdjacentHTML", "eval(");
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
