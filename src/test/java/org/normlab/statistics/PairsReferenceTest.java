package org.normlab.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.normlab.statistics.Reference.same;
import static org.normlab.statistics.Reference.within;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Summaries and paired comparisons of 140 tables against SciPy and statsmodels. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PairsReferenceTest {
  private static final double LEVEL = 0.95;
  private final JsonNode tables = Reference.read("pairs.json").get("tables");

  @Test
  void allTablesAreThere() {
    assertThat(tables.size()).isEqualTo(140);
    assertThat(tables.values().stream().map(table -> table.get("kind").asString()).distinct())
        .hasSize(12);
  }

  private IntStream table() {
    return IntStream.range(0, tables.size());
  }

  @ParameterizedTest
  @MethodSource("table")
  void summaryOf(int i) {
    JsonNode expected = tables.get(i).get("summary");
    Summary summary = Summary.of(scores(i, "a"), LEVEL);
    assertThat(summary.n()).isEqualTo(expected.get("n").asInt());
    assertThat(summary.diverged()).isEqualTo(expected.get("diverged").asInt());
    assertThat(summary.missing()).isEqualTo(expected.get("missing").asInt());
    same("mean", summary.mean(), expected.get("mean"));
    same("sd", summary.sd(), expected.get("sd"));
    same("median", summary.median(), expected.get("median"));
    same("iqm", summary.iqm(), expected.get("iqm"));
    same("min", summary.min(), expected.get("min"));
    same("max", summary.max(), expected.get("max"));
    same("t", summary.t(), expected.get("t"));
    sameBootstrap(summary.bca(), expected.get("bca"));
  }

  @ParameterizedTest
  @MethodSource("table")
  void comparisonOf(int i) {
    JsonNode expected = tables.get(i).get("comparison");
    PairedComparison comparison = compare(i, Alternative.TWO_SIDED, DivergedPairs.LEFT_OUT);
    assertThat(comparison.n()).isEqualTo(expected.get("n").asInt());
    assertThat(comparison.divergedA()).isEqualTo(expected.get("divergedA").asInt());
    assertThat(comparison.divergedB()).isEqualTo(expected.get("divergedB").asInt());
    assertThat(comparison.missing()).isEqualTo(expected.get("missing").asInt());
    same("mean difference", comparison.meanDifference(), expected.get("meanDifference"));
    same("t", comparison.t(), expected.get("t"));
    same("effect", comparison.effect(), expected.get("effect"));
    sameBootstrap(comparison.bca(), expected.get("bca"));
  }

  private Stream<Object[]> choice() {
    return table()
        .boxed()
        .flatMap(
            i ->
                Stream.of(DivergedPairs.values())
                    .flatMap(
                        diverged ->
                            Stream.of(Alternative.values())
                                .map(alternative -> new Object[] {i, diverged, alternative})));
  }

  @ParameterizedTest
  @MethodSource("choice")
  void testAndProbabilityOf(int i, DivergedPairs diverged, Alternative alternative) {
    JsonNode table = tables.get(i).get("comparison");
    JsonNode expected = table.get(diverged.name());
    PairedComparison comparison = compare(i, alternative, diverged);
    assertThat(comparison.ranked()).isEqualTo(expected.get("ranked").asInt());
    JsonNode test = expected.get("wilcoxon").get(alternative.name());
    same("statistic", comparison.wilcoxon().statistic(), test.get(0));
    same("p", comparison.wilcoxon().p(), test.get(1));
    sameImprovement(comparison.improvement(), expected.get("improvement"));
    JsonNode unpaired = expected.get("unpaired");
    same("unpaired", comparison.unpairedImprovement().probability(), unpaired.get("probability"));
    if (unpaired.has("lowBand")) {
      Interval interval = comparison.unpairedImprovement().interval();
      within("unpaired low", interval.low(), unpaired.get("lowBand"));
      within("unpaired high", interval.high(), unpaired.get("highBand"));
    }
  }

  private static void sameImprovement(Improvement improvement, JsonNode expected) {
    assertThat(improvement.n()).isEqualTo(expected.get("n").asLong());
    assertThat(improvement.wins()).isEqualTo(expected.get("wins").asLong());
    assertThat(improvement.ties()).isEqualTo(expected.get("ties").asLong());
    same("probability", improvement.probability(), expected.get("probability"));
    same("wilson", improvement.interval(), expected.get("wilson"));
  }

  private static void sameBootstrap(Interval interval, JsonNode expected) {
    if (!expected.isNull()) {
      within("bca low", interval.low(), expected.get("lowBand"));
      within("bca high", interval.high(), expected.get("highBand"));
    }
  }

  private PairedComparison compare(int i, Alternative alternative, DivergedPairs diverged) {
    Direction better = Direction.valueOf(tables.get(i).get("better").asString());
    return PairedComparison.of(
        scores(i, "a"), scores(i, "b"), better, alternative, diverged, LEVEL);
  }

  private Scores scores(int i, String side) {
    return Scores.numbered(Reference.scores(tables.get(i).get(side)));
  }
}
