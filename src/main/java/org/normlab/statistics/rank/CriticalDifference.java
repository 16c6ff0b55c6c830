package org.normlab.statistics.rank;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.normlab.statistics.Alternative;
import org.normlab.statistics.Direction;
import org.normlab.statistics.DivergedPairs;
import org.normlab.statistics.Estimate;
import org.normlab.statistics.Interval;
import org.normlab.statistics.Pairing;
import org.normlab.statistics.Score;
import org.normlab.statistics.Scores;
import org.normlab.statistics.Wilcoxon;

/**
 * The bars of a critical difference diagram: all largest groups of methods of which no two differ
 * significantly. A method that differs from every other is in no group.
 *
 * @param alpha two methods differ where p is at most this
 * @param p of each pair, corrected for the number of pairs; 1 on the diagonal. A pair whose p is
 *     undefined counts as not different
 * @param groups methods as indices, best average rank first; empty without ranks
 */
public record CriticalDifference(
    Ranks ranks, double alpha, List<List<Estimate>> p, List<List<Integer>> groups) {
  public CriticalDifference {
    p = p.stream().map(List::copyOf).toList();
    groups = groups.stream().map(List::copyOf).toList();
  }

  /** Finds the bars by Nemenyi's test. */
  public static CriticalDifference byNemenyi(Ranks ranks, double alpha) {
    return grouped(ranks, alpha, Nemenyi.of(ranks, alpha).p());
  }

  /**
   * Finds the bars by two-sided Wilcoxon tests of all pairs over the data sets that are ranked,
   * corrected by Holm (Benavoli et al. 2016).
   *
   * @param scores as for {@link Ranks#of}
   */
  public static CriticalDifference byWilcoxon(
      List<String> methods,
      List<List<Score>> scores,
      Direction better,
      DivergedPairs diverged,
      double alpha) {
    Interval.checked(alpha);
    Ranks ranks = Ranks.of(methods, scores, better, diverged);
    List<Scores> columns = columns(methods.size(), Ranks.complete(methods, scores, diverged));
    List<Estimate> p = new ArrayList<>();
    for (int a = 0; a < columns.size(); a++) {
      for (int b = 0; b < a; b++) {
        Pairing pairing = Pairing.of(columns.get(a), columns.get(b));
        double[] differences = pairing.rankedDifferences(better, diverged);
        p.add(Wilcoxon.of(differences, Alternative.TWO_SIDED).p());
      }
    }
    return grouped(ranks, alpha, square(methods.size(), Holm.adjust(p)));
  }

  /** Each method's scores with data sets in place of seeds. */
  private static List<Scores> columns(int methods, List<List<Score>> rows) {
    return IntStream.range(0, methods)
        .mapToObj(method -> Scores.numbered(rows.stream().map(row -> row.get(method)).toList()))
        .toList();
  }

  /** The lower triangle, row by row, as a symmetric matrix. */
  private static List<List<Estimate>> square(int k, List<Estimate> triangle) {
    return IntStream.range(0, k)
        .mapToObj(a -> IntStream.range(0, k).mapToObj(b -> entry(a, b, triangle)).toList())
        .toList();
  }

  private static Estimate entry(int a, int b, List<Estimate> triangle) {
    int row = Math.max(a, b);
    return a == b ? Estimate.of(1) : triangle.get(row * (row - 1) / 2 + Math.min(a, b));
  }

  private static CriticalDifference grouped(Ranks ranks, double alpha, List<List<Estimate>> p) {
    if (ranks.dataSets() == 0) {
      return new CriticalDifference(ranks, alpha, p, List.of());
    }
    Comparator<Integer> byRank =
        Comparator.comparingDouble(i -> ranks.average().get(i).asOptional().getAsDouble());
    List<List<Integer>> groups =
        Cliques.of(alike(alpha, p)).stream()
            .filter(clique -> clique.cardinality() > 1)
            .map(clique -> clique.stream().boxed().sorted(byRank).toList())
            .sorted(
                Comparator.comparing((List<Integer> group) -> group.getFirst(), byRank)
                    .thenComparing(List::getLast, byRank))
            .toList();
    return new CriticalDifference(ranks, alpha, p, groups);
  }

  /** Returns, for each method, those from which it does not differ. */
  private static BitSet[] alike(double alpha, List<List<Estimate>> p) {
    BitSet[] alike = new BitSet[p.size()];
    for (int a = 0; a < alike.length; a++) {
      alike[a] = new BitSet();
      for (int b = 0; b < alike.length; b++) {
        alike[a].set(b, a != b && p.get(a).get(b).asOptional().orElse(1) > alpha);
      }
    }
    return alike;
  }
}
