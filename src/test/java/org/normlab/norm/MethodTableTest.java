package org.normlab.norm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.normlab.setting.Named;
import org.normlab.spec.JobJson;

/**
 * The README's table of methods is written from the code: {@code mvn test -Dtest=MethodTableTest
 * -Dnormlab.write=true} writes it anew.
 */
class MethodTableTest {
  private static final String BEGIN = "<!-- methods: written by MethodTableTest -->\n";
  private static final String END = "<!-- end of methods -->";

  private static String table() {
    return "| `normalization` | | over the batch | source |\n|---|---|---|---|\n"
        + Methods.all().map(MethodTableTest::row).collect(Collectors.joining());
  }

  private static String row(Class<?> type) {
    Named named = Objects.requireNonNull(type.getAnnotation(Named.class));
    Paper paper = Objects.requireNonNull(type.getAnnotation(Paper.class), type.getName());
    String sentence = named.summary().replaceFirst("\\.$", "").replace("|", "\\|");
    String yes = Methods.usual(named.value()).batchDependent() ? "yes" : "";
    return "| `%s` | %s | %s | %s |\n".formatted(named.value(), sentence, yes, paper.value());
  }

  @Test
  void theReadmeListsEveryMethodAsTheCodeDescribesIt() throws IOException {
    Path readme = Path.of("README.md");
    String text = Files.readString(readme);
    int from = text.indexOf(BEGIN) + BEGIN.length();
    int to = text.indexOf(END);
    assertThat(from).isLessThanOrEqualTo(to);
    if (Boolean.getBoolean("normlab.write")) {
      Files.writeString(readme, text.substring(0, from) + table() + text.substring(to));
      return;
    }
    assertThat(text.substring(from, to)).isEqualTo(table());
  }

  @Test
  void everySentenceIsShortAndSaysWhereItWasPublished() {
    assertThat(JobJson.variants(Normalization.class))
        .allSatisfy(variant -> assertThat(variant.summary()).hasSizeBetween(10, 110).endsWith("."));
  }
}
