package org.normlab.statistics.rank;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.normlab.statistics.Estimate;
import org.normlab.statistics.Interval;

/**
 * Nemenyi's test of all pairs of methods (Demšar 2006): average ranks differ significantly where
 * they differ by the critical difference q_α/√2 · √(k(k+1)/(6N)), q_α of the studentized range of k
 * with infinitely many degrees of freedom. Equal to {@code posthoc_nemenyi_friedman} of
 * scikit-posthocs.
 *
 * @param p of each pair of methods; 1 on the diagonal and where average ranks are equal
 */
public record Nemenyi(double alpha, Estimate criticalDifference, List<List<Estimate>> p) {
  public Nemenyi {
    p = p.stream().map(List::copyOf).toList();
  }

  public static Nemenyi of(Ranks ranks, double alpha) {
    Interval.checked(alpha);
    int k = ranks.methods().size();
    int n = ranks.dataSets();
    if (k < 2) {
      List<List<Estimate>> alone = Collections.nCopies(k, List.of(Estimate.of(1)));
      return new Nemenyi(alpha, Estimate.undefined("fewer than two methods"), alone);
    }
    double error = Math.sqrt(k * (k + 1.0) / (6.0 * n));
    Estimate difference =
        n == 0
            ? Estimate.undefined("no data set has a result of every method")
            : Estimate.of(StudentizedRange.quantile(alpha, k) / Math.sqrt(2) * error);
    return new Nemenyi(alpha, difference, pairs(ranks, error));
  }

  private static List<List<Estimate>> pairs(Ranks ranks, double error) {
    int k = ranks.methods().size();
    List<List<Estimate>> p = new ArrayList<>();
    for (Estimate a : ranks.average()) {
      List<Estimate> row = new ArrayList<>();
      for (Estimate b : ranks.average()) {
        row.add(a.equals(b) && a.defined() ? Estimate.of(1) : pair(a, b, error, k));
      }
      p.add(row);
    }
    return p;
  }

  private static Estimate pair(Estimate a, Estimate b, double error, int k) {
    if (a.value() == null || b.value() == null) {
      return a;
    }
    double q = Math.abs(a.value() - b.value()) / error * Math.sqrt(2);
    return Estimate.of(StudentizedRange.survival(q, k));
  }
}
