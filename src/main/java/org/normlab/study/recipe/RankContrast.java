package org.normlab.study.recipe;

import org.jspecify.annotations.Nullable;
import org.normlab.statistics.Ranks;
import org.normlab.statistics.Summary;

/** One method's average rank over data sets, claimed to be less (better) than another's. */
record RankContrast(String better, String worse) implements Measure {
  @Override
  public Measured of(Evidence evidence) {
    Ranks ranks = evidence.ranking().ranks();
    int a = ranks.methods().indexOf(better);
    int b = ranks.methods().indexOf(worse);
    double[] differences =
        a < 0 || b < 0
            ? new double[0]
            : ranks.ranks().stream().mapToDouble(row -> row.get(a) - row.get(b)).toArray();
    Summary summary = Measured.summary(differences);
    return Measured.of(summary, Expected.NEGATIVE.verdict(summary), leftOut(ranks));
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
