package org.normlab.statistics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Nemenyi's test of all pairs of methods (Demšar 2006): average ranks differ significantly where
 * they differ by the critical difference q_α/√2 · √(k(k+1)/(6N)), q_α of the studentized range of k
 * with infinitely many degrees of freedom. Equal to {@code posthoc_nemenyi_friedman} of
 * scikit-posthocs.
 *
 * @param p of each pair of methods; 1 on the diagonal and where average ranks are equal
 */
public record Nemenyi(double alpha, Figure criticalDifference, List<List<Figure>> p) {
  public Nemenyi {
    p = p.stream().map(List::copyOf).toList();
  }

  public static Nemenyi of(Ranks ranks, double alpha) {
    Interval.checked(alpha);
    int k = ranks.methods().size();
    int n = ranks.dataSets();
    if (k < 2) {
      List<List<Figure>> alone = Collections.nCopies(k, List.of(Figure.of(1)));
      return new Nemenyi(alpha, Figure.undefined("fewer than two methods"), alone);
    }
    double error = Math.sqrt(k * (k + 1.0) / (6.0 * n));
    Figure difference =
        n == 0
            ? Figure.undefined("no data set has a result of every method")
            : Figure.of(StudentizedRange.quantile(alpha, k) / Math.sqrt(2) * error);
    return new Nemenyi(alpha, difference, pairs(ranks, error));
  }

  private static List<List<Figure>> pairs(Ranks ranks, double error) {
    int k = ranks.methods().size();
    List<List<Figure>> p = new ArrayList<>();
    for (Figure a : ranks.average()) {
      List<Figure> row = new ArrayList<>();
      for (Figure b : ranks.average()) {
        row.add(a.equals(b) && a.defined() ? Figure.of(1) : pair(a, b, error, k));
      }
      p.add(row);
    }
    return p;
  }

  private static Figure pair(Figure a, Figure b, double error, int k) {
    if (a.value() == null || b.value() == null) {
      return a;
    }
    double q = Math.abs(a.value() - b.value()) / error * Math.sqrt(2);
    return Figure.of(StudentizedRange.survival(q, k));
  }
}
