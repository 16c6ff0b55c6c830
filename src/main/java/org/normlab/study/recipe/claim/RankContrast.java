package org.normlab.study.recipe.claim;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.normlab.statistics.SampleMean;
import org.normlab.statistics.Wilcoxon;
import org.normlab.statistics.rank.Ranks;
import org.normlab.study.answer.MetricAt;

/**
 * One method's average rank over data sets, claimed to be less (better) than another's.
 *
 * @param published p of the paper's one-sided test
 */
public record RankContrast(String better, String worse, double published) implements Measure {
  @Override
  public Measured of(Evidence evidence, double level) {
    Ranks ranks = evidence.ranking().ranks();
    int a = ranks.methods().indexOf(better);
    int b = ranks.methods().indexOf(worse);
    double[] differences =
        a < 0 || b < 0
            ? new double[0]
            : ranks.ranks().stream().mapToDouble(row -> row.get(a) - row.get(b)).toArray();
    SampleMean summary = Measured.summary(differences, level);
    String test = test(evidence);
    String leftOut = leftOut(ranks);
    return Measured.of(
        summary,
        Expected.NEGATIVE.verdict(summary),
        leftOut == null ? test : leftOut + "; " + test);
  }

  private String test(Evidence evidence) {
    String metric = evidence.ranking().metric();
    Wilcoxon test = OneSided.test(evidence.scores(MetricAt.atEnd(metric)), better, worse);
    Double p = test.p().value();
    String found = p == null ? test.p().reason() : "p = %s, n = %d".formatted(brief(p), test.n());
    return "one-sided Wilcoxon of %s over data sets: %s (the paper: p = %s)"
        .formatted(metric, found, brief(published));
  }

  private static String brief(double p) {
    return String.format(Locale.ROOT, "%.1e", p);
  }

  static @Nullable String leftOut(Ranks ranks) {
    return ranks.leftOut() == 0
        ? null
        : "%d of %d data sets are left out: a method has no result there"
            .formatted(ranks.leftOut(), ranks.leftOut() + ranks.dataSets());
  }

  @Override
  public String quantity() {
    return "average rank of %s − that of %s, over data sets".formatted(better, worse);
  }
}
