package org.normlab.statistics;

import java.util.List;

/**
 * The bars of a critical difference diagram: all largest groups of methods of which no two differ
 * significantly. A method that differs from every other is in no group.
 *
 * @param alpha significance
 * @param p of each pair, corrected for the number of pairs; 1 on the diagonal. A pair whose p is
 *     undefined counts as not different
 * @param groups methods as indices, best average rank first
 */
public record CriticalDifference(
    Ranks ranks, double alpha, List<List<Figure>> p, List<List<Integer>> groups) {
  public CriticalDifference {
    p = p.stream().map(List::copyOf).toList();
    groups = groups.stream().map(List::copyOf).toList();
  }

  /** By Nemenyi's test. */
  public static CriticalDifference byNemenyi(Ranks ranks, double alpha) {
    throw new UnsupportedOperationException();
  }

  /**
   * By two-sided Wilcoxon tests of all pairs over the data sets that are ranked, corrected by Holm
   * (Benavoli et al. 2016).
   *
   * @param scores as for {@link Ranks#of}
   */
  public static CriticalDifference byWilcoxon(
      List<String> methods,
      List<List<Score>> scores,
      Better better,
      DivergedPairs diverged,
      double alpha) {
    throw new UnsupportedOperationException();
  }
}
