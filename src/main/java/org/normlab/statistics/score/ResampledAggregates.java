package org.normlab.statistics.score;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.IntStream;
import org.normlab.statistics.Sample;

/**
 * Computes all aggregates of resamples in linear time: no resample is sorted, since how often each
 * of the sorted scores was drawn says the same. Sums are plain ones; their rounding is far below
 * what resampling leaves open.
 */
final class ResampledAggregates {
  private final double[][] sorted;
  private final int[][] rank;
  private final double[] all;
  private final int[] drawnOf;
  private final double[] means;

  ResampledAggregates(BlockScores scores) {
    this.sorted = scores.sorted().values();
    this.rank = Arrays.stream(sorted).map(block -> new int[block.length]).toArray(int[][]::new);
    this.all = ranked();
    this.drawnOf = new int[all.length];
    this.means = new double[sorted.length];
  }

  /** Ranks the scores of all blocks together and returns them in order. */
  private double[] ranked() {
    int[][] places =
        IntStream.range(0, sorted.length)
            .boxed()
            .flatMap(
                block ->
                    IntStream.range(0, sorted[block].length)
                        .mapToObj(place -> new int[] {block, place}))
            .sorted(Comparator.comparingDouble(at -> sorted[at[0]][at[1]]))
            .toArray(int[][]::new);
    double[] ordered = new double[places.length];
    for (int i = 0; i < places.length; i++) {
      rank[places[i][0]][places[i][1]] = i;
      ordered[i] = sorted[places[i][0]][places[i][1]];
    }
    return ordered;
  }

  /**
   * Computes the aggregates in the order of {@link Aggregate}.
   *
   * @param drawn {@code [block][run]}: places among the sorted scores of the block
   */
  double[] of(int[][] drawn) {
    Arrays.fill(drawnOf, 0);
    double missing = 0;
    for (int block = 0; block < drawn.length; block++) {
      double sum = 0;
      for (int place : drawn[block]) {
        double score = sorted[block][place];
        sum += score;
        missing += 1 - Math.min(score, 1);
        drawnOf[rank[block][place]]++;
      }
      means[block] = sum / drawn[block].length;
    }
    double gap = missing / all.length;
    return Arrays.stream(Aggregate.values()).mapToDouble(one -> figure(one, gap)).toArray();
  }

  private double figure(Aggregate aggregate, double gap) {
    return switch (aggregate) {
      case MEAN -> Arrays.stream(means).sum() / means.length;
      case MEDIAN -> Objects.requireNonNullElse(Sample.median(means).value(), Double.NaN);
      case IQM -> interquartileMean();
      case OPTIMALITY_GAP -> gap;
    };
  }

  private double interquartileMean() {
    int cut = all.length / 4;
    int end = all.length - cut;
    int passed = 0;
    double sum = 0;
    for (int i = 0; i < all.length; i++) {
      int from = Math.max(passed, cut);
      passed += drawnOf[i];
      int within = Math.min(passed, end) - from;
      sum += within > 0 ? within * all[i] : 0;
    }
    return sum / (end - cut);
  }
}
