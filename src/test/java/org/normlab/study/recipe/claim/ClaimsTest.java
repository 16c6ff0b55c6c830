package org.normlab.study.recipe.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normlab.statistics.Direction;
import org.normlab.statistics.DivergedPairs;
import org.normlab.statistics.Score;
import org.normlab.statistics.Scores;
import org.normlab.statistics.rank.CriticalDifference;
import org.normlab.statistics.rank.Friedman;
import org.normlab.statistics.rank.Nemenyi;
import org.normlab.statistics.rank.Ranks;
import org.normlab.study.answer.MetricAt;
import org.normlab.study.answer.Ranking;
import org.normlab.study.answer.ScoreTable;

/** Claims held against made-up results, so that each may come out each way. */
class ClaimsTest {
  private static final Arm A = Arm.of("a");
  private static final Arm B = Arm.of("b");

  /** Results as "d" for diverged, "-" for missing, else a number, in the order of seeds. */
  private static Scores scores(String text) {
    Map<Long, Score> bySeed = new TreeMap<>();
    for (String one : text.split(" ")) {
      bySeed.put(
          (long) bySeed.size(),
          switch (one) {
            case "d" -> Score.DIVERGED;
            case "-" -> Score.MISSING;
            default -> Score.of(Double.parseDouble(one));
          });
    }
    return Scores.of(bySeed);
  }

  private record Made(ScoreTable table, Ranking ranking) implements Evidence {
    @Override
    public ScoreTable scores(MetricAt reading) {
      return table;
    }
  }

  private static Evidence evidence(Direction better, ScoreTable.Row... rows) {
    return new Made(new ScoreTable("figure", better, List.of(rows)), ranking(List.of()));
  }

  private static Evidence two(String a, String b) {
    return evidence(
        Direction.HIGHER,
        new ScoreTable.Row(Map.of(), "a", scores(a)),
        new ScoreTable.Row(Map.of(), "b", scores(b)));
  }

  @ParameterizedTest
  @CsvSource({
    "0.9 0.91 0.92, 0.8 0.82 0.81, SAME",
    "0.8 0.82 0.81, 0.9 0.91 0.92, OPPOSITE",
    "0.8 0.9 0.85, 0.9 0.8 0.85, UNCLEAR",
    "0.9 - -, 0.8 - -, NOT_MEASURED",
    "- - -, - - -, NOT_MEASURED",
    // Two values have an interval, and say nothing yet.
    "0.9 0.91, 0.5 0.52, NOT_MEASURED",
    // All differences are equal, if not as doubles: there is no interval.
    "0.75 0.75, 0.5 0.5, NOT_MEASURED",
    "0.75 0.75 0.75, 0.5 0.5 0.5, UNCLEAR",
    "0.9 0.8 0.7, 0.8 0.7 0.6, UNCLEAR",
    "0.5 0.5 0.5, 0.5 0.5 0.5, UNCLEAR",
    // One that diverges is worse, whatever its other runs have.
    "0.9 0.91, d d, NOT_MEASURED",
    "0.9 0.91 0.92, d d d, UNCLEAR",
    "0.9 0.91 0.92 0.9, d d d d, SAME",
    "d d d d, 0.9 0.91 0.92 0.9, OPPOSITE",
    "0.9 0.91 0.92 d, 0.8 0.82 0.81 0.8, UNCLEAR",
    "0.9 0.91 0.92 0.9, 0.8 0.82 0.81 d, SAME",
    "0.9 0.91 0.92, 0.8 0.82 d, NOT_MEASURED",
    // Where runs of both diverged, the seeds that are left are no fair sample.
    "0.9 0.91 0.92 d, 0.8 0.82 0.81 d, UNCLEAR",
    "d 0.91 0.92 0.9 0.91, 0.8 d d 0.81 0.8, NOT_MEASURED",
    "0.9 0.91 0.92 0.9 d, 0.8 0.82 0.81 d d, UNCLEAR",
    "d d d, d d d, NOT_MEASURED",
    "0.9 0.9 -, d d -, NOT_MEASURED"
  })
  void moreOfAnAccuracy(String a, String b, Verdict verdict) {
    assertThat(Contrast.more("figure", A, B).of(two(a, b), 0.95).verdict()).isEqualTo(verdict);
  }

  @Test
  void aLossThatDivergesIsTheHigherOne() {
    Evidence evidence =
        evidence(
            Direction.LOWER,
            new ScoreTable.Row(Map.of(), "a", scores("0.1 0.1 0.1 0.1")),
            new ScoreTable.Row(Map.of(), "b", scores("d d d d")));
    assertThat(Contrast.less("figure", A, B).of(evidence, 0.95).verdict()).isEqualTo(Verdict.SAME);
    assertThat(Contrast.more("figure", A, B).of(evidence, 0.95).verdict())
        .isEqualTo(Verdict.OPPOSITE);
  }

  @Test
  void saysTheDifferenceItsIntervalAndWhoIsLeftOut() {
    Measured measured =
        Contrast.more("figure", A, B).of(two("0.9 0.8 d 0.7", "0.8 0.6 0.9 -"), 0.95);
    assertThat(measured.n()).isEqualTo(2);
    assertThat(measured.value().value()).isCloseTo(0.15, within(1e-12));
    // Student's t with one degree of freedom is 12.706 standard errors, here 0.05.
    assertThat(measured.interval().low()).isCloseTo(0.15 - 12.706 * 0.05, within(1e-3));
    assertThat(measured.note()).isEqualTo("1 run of a diverged; 1 of 8 runs have no result");
  }

  @Test
  void overSeveralBlocksTheirMeansAreTheSample() {
    Evidence evidence =
        evidence(
            Direction.HIGHER,
            new ScoreTable.Row(Map.of("data", "x", "depth", "8"), "a", scores("0.5 0.7")),
            new ScoreTable.Row(Map.of("data", "x", "depth", "8"), "b", scores("0.5 0.5")),
            new ScoreTable.Row(Map.of("data", "y", "depth", "8"), "a", scores("0.9 0.9")),
            new ScoreTable.Row(Map.of("data", "y", "depth", "8"), "b", scores("0.7 0.5")),
            new ScoreTable.Row(Map.of("data", "y", "depth", "2"), "a", scores("0 0")));
    Measured eight =
        Contrast.more("figure", A.at("depth", "8"), B.at("depth", "8")).of(evidence, 0.95);
    assertThat(eight.n()).isEqualTo(2);
    assertThat(eight.value().value()).isCloseTo(0.2, within(1e-12));
    Measured across =
        Contrast.more("figure", A.at("depth", "8"), A.at("depth", "2")).of(evidence, 0.95);
    assertThat(across.n()).isEqualTo(2);
    assertThat(across.value().value()).isCloseTo(0.9, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({
    "d d d d, SAME",
    "d 0.1 0.19 0.1, SAME",
    "0.3 0.3 0.3 0.3, OPPOSITE",
    "d 0.3 0.1, UNCLEAR",
    "d d d, UNCLEAR",
    "d d, NOT_MEASURED",
    "d d -, NOT_MEASURED"
  })
  void failing(String a, Verdict verdict) {
    Measured measured = new FailureMeasure("figure", A, 9).of(two(a, "0 0 0"), 0.95);
    assertThat(measured.verdict()).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "0.5 0.51 0.5, 0.52 0.5 0.51, 0.5 0.5 0.5, 0.9 0.9 0.91, SAME",
    "0.5 0.5 0.5, 0.9 0.9 0.91, 0.5 0.51 0.5, 0.52 0.5 0.51, OPPOSITE",
    "0.5 0.5 0.5, 0.6 0.7 0.6, 0.5 0.5 0.5, 0.7 0.6 0.6, UNCLEAR",
    "0.5 - -, 0.6 - -, 0.5 - -, 0.7 - -, NOT_MEASURED"
  })
  void lyingCloserTogether(String c, String d, String a, String b, Verdict verdict) {
    Evidence evidence =
        evidence(
            Direction.HIGHER,
            new ScoreTable.Row(Map.of(), "a", scores(a)),
            new ScoreTable.Row(Map.of(), "b", scores(b)),
            new ScoreTable.Row(Map.of(), "c", scores(c)),
            new ScoreTable.Row(Map.of(), "d", scores(d)));
    SpreadMeasure measure =
        new SpreadMeasure(
            "figure", List.of(Arm.of("c"), Arm.of("d")), List.of(Arm.of("a"), Arm.of("b")));
    assertThat(measure.of(evidence, 0.95).verdict()).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "0.5 0.4 0.5, 0.9 0.9 0.9, SAME",
    "0.9 0.9 0.9, 0.5 0.4 0.5, OPPOSITE",
    "0.5 0.6 0.5, 0.6 0.5 0.5, UNCLEAR",
    "0.5 d -, 0.6 0.5 0.5, NOT_MEASURED",
    // Diverging agrees with learning worse, and speaks against learning better.
    "0.5 0.4 0.5 d, 0.9 0.9 0.9 0.9, SAME",
    "0.9 0.9 0.9 d, 0.5 0.4 0.5 0.5, UNCLEAR"
  })
  void laterLessThanEarlier(String later, String earlier, Verdict verdict) {
    Evidence evidence =
        new Evidence() {
          @Override
          public ScoreTable scores(MetricAt reading) {
            String text = reading.metric().equals("later") ? later : earlier;
            return new ScoreTable(
                reading.metric(),
                Direction.HIGHER,
                List.of(new ScoreTable.Row(Map.of(), "a", ClaimsTest.scores(text))));
          }

          @Override
          public Ranking ranking() {
            throw new AssertionError("nobody asked for ranks");
          }
        };
    Measured measured =
        new TaskChangeMeasure("later", "earlier", A, Expected.NEGATIVE).of(evidence, 0.95);
    assertThat(measured.verdict()).isEqualTo(verdict);
  }

  private static Ranking ranking(List<double[]> accuracies) {
    List<String> methods = List.of("a", "b", "c");
    List<List<Score>> scores =
        accuracies.stream().map(row -> Arrays.stream(row).mapToObj(Score::of).toList()).toList();
    Ranks ranks = Ranks.of(methods, scores, Direction.HIGHER, DivergedPairs.WORST_RANKED);
    return new Ranking(
        "figure",
        Direction.HIGHER,
        "method",
        0.05,
        List.of(),
        ranks,
        List.of(),
        Friedman.of(ranks),
        Nemenyi.of(ranks, 0.05),
        CriticalDifference.byNemenyi(ranks, 0.05),
        CriticalDifference.byWilcoxon(
            methods, scores, Direction.HIGHER, DivergedPairs.WORST_RANKED, 0.05));
  }

  private static Evidence ranked(double[]... accuracies) {
    return new Made(
        new ScoreTable("figure", Direction.HIGHER, List.of()), ranking(List.of(accuracies)));
  }

  private static final double[][] A_FIRST = {
    {0.9, 0.8, 0.7}, {0.9, 0.8, 0.7}, {0.9, 0.7, 0.8}, {0.9, 0.8, 0.7}, {0.9, 0.8, 0.7}
  };
  private static final double[][] A_LAST = {
    {0.1, 0.8, 0.9}, {0.1, 0.8, 0.9}, {0.1, 0.9, 0.8}, {0.1, 0.8, 0.9}, {0.1, 0.8, 0.9}
  };
  private static final double[][] MIXED = {
    {0.9, 0.8, 0.7}, {0.7, 0.8, 0.9}, {0.8, 0.9, 0.7}, {0.8, 0.7, 0.9}, {0.9, 0.8, 0.7}
  };

  @Test
  void ranksOverDataSets() {
    RankContrast measure = new RankContrast("a", "c", 0.027);
    assertThat(measure.of(ranked(A_FIRST), 0.95).verdict()).isEqualTo(Verdict.SAME);
    assertThat(measure.of(ranked(A_FIRST), 0.95).value().value()).isCloseTo(-1.8, within(1e-12));
    assertThat(measure.of(ranked(A_LAST), 0.95).verdict()).isEqualTo(Verdict.OPPOSITE);
    assertThat(measure.of(ranked(MIXED), 0.95).verdict()).isEqualTo(Verdict.UNCLEAR);
    assertThat(measure.of(ranked(), 0.95).verdict()).isEqualTo(Verdict.NOT_MEASURED);
  }

  /** SciPy: wilcoxon([.1, .2, .3, 0, .05], alternative="greater") has p = 0.0625 with the zero. */
  @Test
  void accuraciesAreTestedToOneSide() {
    List<ScoreTable.Row> rows = new java.util.ArrayList<>();
    double[] better = {0.6, 0.7, 0.8, 0.5, 0.55};
    for (int set = 0; set < better.length; set++) {
      Map<String, String> where = Map.of("data.name", "set" + set);
      rows.add(new ScoreTable.Row(where, "a", Scores.of(better[set] - 0.01, better[set] + 0.01)));
      rows.add(new ScoreTable.Row(where, "c", Scores.of(0.5, 0.5)));
    }
    Evidence evidence =
        new Made(
            new ScoreTable("test.accuracy", Direction.HIGHER, rows), ranking(List.of(A_FIRST)));
    assertThat(new RankContrast("a", "c", 0.027).of(evidence, 0.95).note())
        .isEqualTo(
            "one-sided Wilcoxon of figure over data sets: p = 6.3e-02, n = 5 (the paper: p ="
                + " 2.7e-02)");
    assertThat(new RankContrast("c", "a", 0.027).of(evidence, 0.95).note()).contains("p = 1.0e+00");
  }

  @Test
  void theOrderOfAllMethods() {
    Map<String, Double> published = new LinkedHashMap<>();
    published.put("a", -0.7);
    published.put("b", 0.1);
    published.put("c", 0.6);
    RankOrder measure = new RankOrder(published);
    Measured same = measure.of(ranked(A_FIRST), 0.95);
    assertThat(same.verdict()).isEqualTo(Verdict.SAME);
    assertThat(same.value().value()).isEqualTo(1);
    assertThat(same.n()).isEqualTo(5);
    assertThat(measure.of(ranked(A_LAST), 0.95).verdict()).isEqualTo(Verdict.OPPOSITE);
    assertThat(measure.of(ranked(MIXED), 0.95).verdict()).isEqualTo(Verdict.UNCLEAR);
    assertThat(measure.of(ranked(), 0.95).verdict()).isEqualTo(Verdict.NOT_MEASURED);
  }
}
