package org.normlab.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.normlab.net.Architecture;
import org.normlab.norm.Normalization;
import org.normlab.optim.Optimizer;
import org.normlab.wire.JobJson;

/**
 * The tables of README and docs are written from the code: {@code mvn test
 * -Dtest=GeneratedTablesTest -Dnormlab.docs.write=true} writes them anew.
 */
class GeneratedTablesTest {
  private static final Pattern TABLE =
      Pattern.compile("(?s)(<!-- generated: ([\\w-]+) -->\n)(.*?)(<!-- end -->)");

  @Test
  void everyGeneratedTableIsAsTheCodeSays() throws IOException {
    for (Page page : Page.all()) {
      String expected = TABLE.matcher(page.text()).replaceAll(GeneratedTablesTest::written);
      if (Boolean.getBoolean("normlab.docs.write") && !expected.equals(page.text())) {
        Files.writeString(page.file(), expected);
      } else {
        assertThat(page.text()).as(page.toString()).isEqualTo(expected);
      }
    }
  }

  @Test
  void everyMethodHasAShortSentence() {
    assertThat(JobJson.variants(Normalization.class))
        .allSatisfy(variant -> assertThat(variant.summary()).hasSizeBetween(10, 110).endsWith("."));
  }

  private static String written(MatchResult found) {
    var table = GeneratedTables.BY_NAME.get(found.group(2));
    assertThat(table).as(found.group(2)).isNotNull();
    return Matcher.quoteReplacement(found.group(1) + table.get() + found.group(4));
  }

  @Test
  void everyTableStandsSomewhere() {
    var used = new TreeSet<String>();
    Page.all()
        .forEach(page -> TABLE.matcher(page.text()).results().forEach(f -> used.add(f.group(2))));
    assertThat(used).containsExactlyInAnyOrderElementsOf(GeneratedTables.BY_NAME.keySet());
  }

  @Test
  void theReadmeNamesEveryNetworkAndOptimizer() {
    String readme = Page.read(java.nio.file.Path.of("README.md")).text();
    assertThat(
            Stream.of(Architecture.class, Optimizer.class)
                .flatMap(family -> JobJson.variants(family).stream()))
        .allSatisfy(variant -> assertThat(readme).contains("`" + variant.type() + "`"));
  }
}
