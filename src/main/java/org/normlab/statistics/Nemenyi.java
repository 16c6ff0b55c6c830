package org.normlab.statistics;

import java.util.List;

/**
 * Nemenyi's test of all pairs of methods (Demšar 2006): average ranks differ significantly where
 * they differ by the critical difference q_α/√2 · √(k(k+1)/(6N)), q_α of the studentized range of k
 * with infinitely many degrees of freedom. Equal to {@code posthoc_nemenyi_friedman} of
 * scikit-posthocs.
 *
 * @param p of each pair of methods; 1 on the diagonal
 */
public record Nemenyi(double alpha, Figure criticalDifference, List<List<Figure>> p) {
  public Nemenyi {
    p = p.stream().map(List::copyOf).toList();
  }

  public static Nemenyi of(Ranks ranks, double alpha) {
    throw new UnsupportedOperationException();
  }
}
