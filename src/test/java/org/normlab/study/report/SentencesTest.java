package org.normlab.study.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.normlab.study.report.Samples.DIVERGED;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Answers in words say what the numbers say and no more. */
class SentencesTest {
  private static String sentence(double[] baseline, double[] method) {
    Map<String, double[]> values = new LinkedHashMap<>();
    values.put("none", baseline);
    values.put("batch", method);
    ReportInput material = Samples.oneBlock(values);
    List<String> all =
        AnswersPart.sentences(material.comparison(), material.comparison().blocks().getFirst());
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private static double[] plus(double[] values, double... differences) {
    double[] sums = values.clone();
    for (int i = 0; i < sums.length; i++) {
      sums[i] += differences[i % differences.length];
    }
    return sums;
  }

  private static final double[] EIGHT = {0.81, 0.82, 0.80, 0.83, 0.85, 0.82, 0.84, 0.81};

  @Test
  void aDifferenceThatBothTell() {
    assertThat(sentence(EIGHT, plus(EIGHT, 0.02, 0.021, 0.022, 0.023, 0.024, 0.025, 0.026, 0.027)))
        .isEqualTo(
            "batch is better than none by 0.0235 [0.0215, 0.0255] (n = 8 seeds, Wilcoxon p = 0.008,"
                + " Holm 0.008).");
  }

  @Test
  void theDirectionIsTurnedWithTheWord() {
    assertThat(
            sentence(
                EIGHT, plus(EIGHT, -0.02, -0.021, -0.022, -0.023, -0.024, -0.025, -0.026, -0.027)))
        .startsWith("batch is worse than none by 0.0235 [0.0215, 0.0255] (n = 8 seeds");
  }

  @Test
  void fiveSeedsCannotReachTheTest() {
    double[] five = java.util.Arrays.copyOf(EIGHT, 5);
    assertThat(sentence(five, plus(five, 0.02, 0.021, 0.022, 0.023, 0.024)))
        .startsWith("batch did better than none by 0.0220 [0.0200, 0.0240] (n = 5 seeds, Wilcoxon")
        .endsWith(
            "but that is not settled: the interval leaves out 0, yet the corrected test does not"
                + " reach 0.05; with 5 seeds and 1 comparison it cannot be below 0.06, from 6 seeds"
                + " on it can.");
  }

  @Test
  void whatCannotBeToldSaysHowManySeedsWould() {
    assertThat(
            sentence(EIGHT, plus(EIGHT, 0.02, -0.015, 0.011, -0.009, 0.021, -0.013, 0.004, 0.002)))
        .startsWith("The data cannot tell batch from none: the difference is +0.0026 [−0.0")
        .containsPattern("about \\d+ seeds would tell, \\d+ more\\.$");
  }

  @Test
  void oneSeedHasNoInterval() {
    assertThat(sentence(new double[] {0.8}, new double[] {0.9}))
        .startsWith(
            "The data cannot tell batch from none: the difference is +0.1000 (no interval: fewer"
                + " than two values) (n = 1 seed, Wilcoxon p = 1.00, Holm 1.00).")
        .endsWith("How many seeds would tell cannot be said: fewer than two values.");
  }

  @Test
  void divergedRunsAreSaid() {
    assertThat(sentence(new double[] {0.8, 0.81, 0.8}, new double[] {DIVERGED, DIVERGED, DIVERGED}))
        .isEqualTo(
            "batch cannot be compared with none: no seed has a value of both. Of 3 runs of batch: 3"
                + " diverged.");
  }

  @Test
  void aSentenceNamesWhatItsRunsLearnFrom() {
    assertThat(Sentences.start(Map.of())).isEmpty();
    assertThat(Sentences.start(Map.of("data", "digits"))).isEqualTo("On digits, ");
    assertThat(Sentences.start(Map.of("data.name", "uci/iris"))).isEqualTo("On uci/iris, ");
    assertThat(Sentences.start(Map.of("environment.name", "minatar/breakout")))
        .isEqualTo("In minatar/breakout, ");
    assertThat(Sentences.start(Map.of("batchSize", "4"))).isEqualTo("With batchSize = 4, ");
  }
}
