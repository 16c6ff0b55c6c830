package org.normlab.run.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterParserTest {
  private static Clause only(String filter) {
    List<Clause> clauses = FilterParser.filter(filter);
    assertThat(clauses).hasSize(1);
    return clauses.getFirst();
  }

  @Test
  void aKeyMayBeBareQuotedOrBackticked() {
    for (String key :
        List.of("metrics.test.accuracy", "metric.\"test.accuracy\"", "metrics.`test.accuracy`")) {
      assertThat(only(key + " > 0.5"))
          .isEqualTo(new Clause(new Field.Metric("test.accuracy"), Operator.GREATER, List.of(0.5)));
    }
    assertThat(only("\"seed\"=3").field()).isEqualTo(RunColumn.SEED);
    assertThat(only("tags.`it's \"x\"` = 'a'").field()).isEqualTo(new Field.Tag("it's \"x\""));
  }

  @Test
  void aMetricThatNoSummaryHasIsRefused() {
    assertThatThrownBy(() -> FilterParser.filter("metrics.\"probe.hidden.0.weightNorm\" > 1"))
        .isInstanceOf(BadFilter.class)
        .hasMessageContaining("a metric of a run's summary: test.accuracy, validation.accuracy,");
  }

  @Test
  void everyEntityHasItsNames() {
    for (String word : List.of("param", "params", "parameter", "PARAMETERS")) {
      assertThat(only(word + ".architecture.depth = 20").field())
          .isEqualTo(new Field.Param("architecture.depth"));
    }
    for (String word : List.of("", "attribute.", "attributes.", "attr.", "run.", "params.")) {
      assertThat(only(word + "learningRate >= 1e-3").field()).isEqualTo(RunColumn.LEARNING_RATE);
    }
    assertThat(only("tag.paper LIKE 'k%'").field()).isEqualTo(new Field.Tag("paper"));
  }

  @Test
  void valuesAreAsTheDatabaseTakesThem() {
    assertThat(only("seed = 9007199254740993").value()).isEqualTo(9007199254740993L);
    assertThat(only("params.seed = '7'").value()).isEqualTo(7L);
    assertThat(only("params.batchSize = '7'").value()).isEqualTo("7");
    assertThat(only("metrics.x <= -.5").value()).isEqualTo(-0.5);
    assertThat(only("name = 'it''s'").value()).isEqualTo("it's");
    assertThat(only("outcome = \"diverged\"").value()).isEqualTo("DIVERGED");
    assertThat(only("data not in ('a', \"b\")"))
        .isEqualTo(new Clause(RunColumn.DATA, Operator.NOT_IN, List.of("a", "b")));
    OffsetDateTime moment = OffsetDateTime.parse("2026-01-31T00:00:00Z");
    for (String value :
        List.of(
            "'2026-01-31'", "'2026-01-31T01:00:00+01:00'", "" + moment.toEpochSecond() * 1000)) {
      assertThat(only("created < " + value).value()).isEqualTo(moment);
    }
  }

  @Test
  void clausesAreJoinedByAnd() {
    assertThat(FilterParser.filter("seed = 0 AND run != 1 and step > 2")).hasSize(3);
    assertThat(FilterParser.filter(" ")).isEmpty();
    assertThat(FilterParser.order("metrics.\"a b\" desc, seed ASC,name"))
        .containsExactly(
            new Order(new Field.Metric("a b"), true),
            new Order(RunColumn.SEED, false),
            new Order(RunColumn.NAME, false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "seed = 1 OR seed = 2|10|`OR`|AND or the end",
        "(seed = 1)|1|`(`|a key",
        "seed|5|the end|> >= = != < <=",
        "seed =|7|the end|a number",
        "seed LIKE '1'|6|`LIKE`|> >=",
        "seed = 1 AND|13|the end|a key",
        "seed == 1|7|`=`|a number",
        "sed = 1|1|`sed`|learningRate",
        "architecture.depth = 1|1|`architecture.depth`|params",
        "metrics. = 1|10|`=`|a key right after",
        "metrics. \"a\" = 1|10|\"a\"|a key right after",
        "metrics.a = 'x'|13|'x'|a number",
        "metrics.a = 1e999|13|`1e999`|a number",
        "tags.a > 'b'|8|`>`|= != LIKE ILIKE",
        "tags.a = b|10|`b`|a quoted text",
        "params.a > 'b'|12|'b'|a number",
        "params.a = b|12|`b`|a number or a quoted text",
        "params.a IN ('b')|10|`IN`|LIKE",
        "state = 'RUNING'|9|'RUNING'|'QUEUED', 'RUNNING'",
        "data IN 'a'|9|'a'|a list in parentheses",
        "data IN ('a'|13|the end|a comma or a closing",
        "data IN ()|10|`)`|a quoted text",
        "data NOT 'a'|6|`NOT`|NOT IN",
        "name = 'a|8|a quote that does not end|a closing '",
        "name ; 'a'|6|`;`|a key, a comparison",
        "created > 'yesterday'|11|'yesterday'|'2026-01-31'",
        "created > 1e300|11|`1e300`|a moment",
      })
  void anErrorSaysWhereWhatAndWhatInstead(
      String filter, int position, String received, String allowed) {
    BadFilter bad = catchThrowableOfType(BadFilter.class, () -> FilterParser.filter(filter));
    assertThat(bad).as(filter).isNotNull();
    assertThat(bad.position()).isEqualTo(position);
    assertThat(bad.received()).isEqualTo(received);
    assertThat(bad.allowed()).contains(allowed);
    assertThat(bad).hasMessageContainingAll("filter, character " + position, received, allowed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"seed seed", "seed DESC DESC", "DESC", "seed,", "a.b", "metrics.x > 1"})
  void anOrderThatCannotBeReadIsRefused(String order) {
    assertThatThrownBy(() -> FilterParser.order(order))
        .isInstanceOf(BadFilter.class)
        .hasMessageStartingWith("orderBy, character ");
  }

  @Test
  void thereAreLimits() {
    assertThatThrownBy(() -> FilterParser.filter("x".repeat(4001))).hasMessageContaining("4000");
    String many = "seed=1 and ".repeat(50) + "seed=1";
    assertThatThrownBy(() -> FilterParser.filter(many)).hasMessageContaining("at most 50 clauses");
    assertThatThrownBy(() -> FilterParser.order("seed,run,step,name,data"))
        .hasMessageContaining("at most 4 keys");
    assertThatThrownBy(() -> FilterParser.filter("name = '\0'")).hasMessageContaining("U+0000");
    assertThatThrownBy(() -> FilterParser.filter("name = '\ud800'")).hasMessageContaining("U+D800");
  }

  /** Whatever it is given, the parser answers or refuses within the text or at its end. */
  @Test
  void noInputBreaksTheParser() {
    Random random = new Random(7);
    int read = 0;
    for (int i = 0; i < 200_000; i++) {
      String text = Filters.noise(random);
      try {
        FilterParser.filter(text);
        read++;
      } catch (BadFilter e) {
        assertThat(e.position()).as(text).isBetween(1, text.length() + 1);
      }
      try {
        FilterParser.order(text);
      } catch (BadFilter e) {
        assertThat(e.position()).as(text).isBetween(1, text.length() + 1);
      }
    }
    assertThat(read).as("some noise is a filter").isPositive();
  }

  @Test
  void everyFilterOfTheGrammarIsRead() {
    Random random = new Random(8);
    for (int i = 0; i < 20_000; i++) {
      List<String> clauses = Filters.clauses(random);
      String filter = clauses.stream().collect(Collectors.joining(" AND "));
      assertThat(FilterParser.filter(filter)).as(filter).hasSize(clauses.size());
    }
  }
}
