package org.normlab.study.recipe.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.normlab.statistics.rank.OrderAgreement;
import org.normlab.statistics.rank.Ranks;

/**
 * The order of all methods against a published one. Where all data sets rank alike resamples cannot
 * differ, and nothing is told.
 *
 * @param published a number by method, less for a better one
 */
public record RankOrder(Map<String, Double> published) implements Measure {
  @Override
  public Measured of(Evidence evidence, double level) {
    Ranks ranks = evidence.ranking().ranks();
    List<Double> theirs = new ArrayList<>();
    List<Integer> columns = new ArrayList<>();
    published.forEach(
        (method, number) -> {
          int column = ranks.methods().indexOf(method);
          if (column >= 0) {
            columns.add(column);
            theirs.add(number);
          }
        });
    List<List<Double>> ours =
        ranks.ranks().stream().map(row -> columns.stream().map(row::get).toList()).toList();
    OrderAgreement agreement = OrderAgreement.of(ours, theirs, level);
    Verdict verdict =
        ours.size() < Measured.LEAST || agreement.interval().low() == null
            ? Verdict.NOT_MEASURED
            : ours.stream().distinct().count() == 1
                ? Verdict.UNCLEAR
                : Expected.POSITIVE.verdict(Expected.side(agreement.interval()));
    return new Measured(
        ranks.dataSets(),
        agreement.spearman().rho(),
        agreement.interval(),
        verdict,
        RankContrast.leftOut(ranks));
  }

  @Override
  public String quantity() {
    return "Spearman's correlation of our average ranks with the published ones; the interval"
        + " resamples data sets";
  }
}
