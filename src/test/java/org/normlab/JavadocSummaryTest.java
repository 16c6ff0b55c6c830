package org.normlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds summaries of Javadoc to whole sentences: a verb, or the noun that a thing is. */
class JavadocSummaryTest {
  private static final Path MAIN = Path.of("src/main/java");

  /** Words with which a fragment begins, not a sentence. */
  private static final Pattern FRAGMENT =
      Pattern.compile(
          "/\\*\\*\\s*(?:\\*\\s*)?(What|How|Whether|Where|Who|Which|Why|When|Of|As|From|To|With|"
              + "Without|By|Under|Likewise|Also|Like)\\b[^\\n]*");

  @Test
  void summariesAreWholeSentences() throws IOException {
    List<String> fragments = new ArrayList<>();
    try (Stream<Path> files = Files.walk(MAIN)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
        Matcher found = FRAGMENT.matcher(Files.readString(file));
        while (found.find()) {
          fragments.add(MAIN.relativize(file) + ": " + found.group().replaceAll("\\s+", " "));
        }
      }
    }
    assertThat(fragments).isEmpty();
  }
}
