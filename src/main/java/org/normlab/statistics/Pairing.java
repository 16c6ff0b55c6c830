package org.normlab.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The runs of two methods on the same seeds.
 *
 * @param pairs seeds on which both ended, with a value or diverged
 * @param missing shared seeds of which a run has no result
 * @param unshared seeds that one of both never had
 */
public record Pairing(List<Pair> pairs, int missing, int unshared) {
  /** Describes how the runs of one seed ended; none is {@link Score.Missing}. */
  public record Pair(long seed, Score a, Score b) {
    boolean isFinite() {
      return a instanceof Score.Value && b instanceof Score.Value;
    }
  }

  public Pairing {
    pairs = List.copyOf(pairs);
  }

  public static Pairing of(Scores a, Scores b) {
    SortedSet<Long> seeds = new TreeSet<>(a.bySeed().keySet());
    seeds.addAll(b.bySeed().keySet());
    List<Pair> pairs = new ArrayList<>();
    int missing = 0;
    int unshared = 0;
    for (long seed : seeds) {
      Score left = a.bySeed().get(seed);
      Score right = b.bySeed().get(seed);
      if (left == null || right == null) {
        unshared++;
      } else if (left instanceof Score.Missing || right instanceof Score.Missing) {
        missing++;
      } else {
        pairs.add(new Pair(seed, left, right));
      }
    }
    return new Pairing(pairs, missing, unshared);
  }

  /** Pairs of two values. */
  public int finite() {
    return (int) pairs.stream().filter(Pair::isFinite).count();
  }

  /** Pairs whose first run diverged, the second's end whatever it was. */
  public int divergedA() {
    return (int) pairs.stream().filter(pair -> pair.a() instanceof Score.Diverged).count();
  }

  /** Pairs whose second run diverged, the first's end whatever it was. */
  public int divergedB() {
    return (int) pairs.stream().filter(pair -> pair.b() instanceof Score.Diverged).count();
  }

  /** Pairs that take part in what ranks. */
  List<Pair> ranked(DivergedPairs diverged) {
    return diverged == DivergedPairs.WORST_RANKED
        ? pairs
        : pairs.stream().filter(Pair::isFinite).toList();
  }

  /**
   * Differences a − b for ranking, whose order and signs alone count. Of a pair in which one
   * diverged it is infinite, with the sign that a worse score has; where both did it is zero.
   */
  public double[] rankedDifferences(Direction better, DivergedPairs diverged) {
    double worst = better == Direction.HIGHER ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    PrimitiveIterator.OfDouble finite =
        Arrays.stream(Differences.ordered(values(Pair::a), values(Pair::b))).iterator();
    return ranked(diverged).stream()
        .mapToDouble(
            pair -> {
              if (pair.isFinite()) {
                return finite.nextDouble();
              }
              boolean a = pair.a() instanceof Score.Diverged;
              boolean b = pair.b() instanceof Score.Diverged;
              return a && b ? 0 : a ? worst : -worst;
            })
        .toArray();
  }

  /** Differences a − b of the pairs of two values, in the order of their seeds. */
  public Differences differences() {
    return Differences.of(values(Pair::a), values(Pair::b));
  }

  /** The same by seed. */
  public SortedMap<Long, Double> differencesBySeed() {
    double[] values = differences().values();
    SortedMap<Long, Double> bySeed = new TreeMap<>();
    for (Pair pair : pairs) {
      if (pair.isFinite()) {
        bySeed.put(pair.seed(), values[bySeed.size()]);
      }
    }
    return bySeed;
  }

  private double[] values(Function<Pair, Score> side) {
    return pairs.stream()
        .filter(Pair::isFinite)
        .mapToDouble(pair -> ((Score.Value) side.apply(pair)).value())
        .toArray();
  }
}
