package org.normlab.study.answer.aggregate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normlab.statistics.Scores;
import org.normlab.statistics.score.BlockScores;

/**
 * The runs of one method in all blocks.
 *
 * @param blocks names of the blocks
 * @param runs of each block; null where the method has no configuration in it
 */
record MethodScores(String method, List<String> blocks, List<@Nullable Scores> runs) {
  /** Fewer runs of a block have no interval. */
  static final int LEAST_RUNS = 3;

  /** Brings a value of a block to a score. */
  @FunctionalInterface
  interface Scaled {
    double of(int block, double value);
  }

  List<Aggregates.Runs> counts() {
    return runs.stream()
        .map(
            of ->
                of == null
                    ? new Aggregates.Runs(0, 0, 0)
                    : new Aggregates.Runs(of.values().length, of.diverged(), of.missing()))
        .toList();
  }

  /**
   * Returns the scores of all blocks.
   *
   * @param diverged the score of a run that diverged, by block; null where these are left out
   */
  BlockScores scores(Scaled scale, double @Nullable [] diverged) {
    return BlockScores.of(
        IntStream.range(0, runs.size()).mapToObj(block -> scores(block, scale, diverged)).toList());
  }

  /** Returns the scores of the finite values of a block. */
  DoubleStream finite(int block, Scaled scale) {
    Scores of = runs.get(block);
    return of == null
        ? DoubleStream.empty()
        : Arrays.stream(of.values()).map(value -> scale.of(block, value));
  }

  private double[] scores(int block, Scaled scale, double @Nullable [] diverged) {
    Scores of = runs.get(block);
    double[] finite = finite(block, scale).toArray();
    if (of == null || diverged == null) {
      return finite;
    }
    double[] all = Arrays.copyOf(finite, finite.length + of.diverged());
    Arrays.fill(all, finite.length, all.length, diverged[block]);
    return all;
  }

  /** Returns why there are no aggregates, if there is a block without a score. */
  Optional<String> lacking(BlockScores scores) {
    return IntStream.range(0, runs.size())
        .filter(block -> scores.runs(block) == 0)
        .mapToObj(this::lacking)
        .findFirst();
  }

  private String lacking(int block) {
    Scores of = runs.get(block);
    String where = blocks.get(block);
    if (of == null) {
      return "%s is not trained in %s".formatted(method, where);
    }
    return of.diverged() > 0 && of.missing() == 0
        ? "all runs of %s in %s diverged".formatted(method, where)
        : "no run of %s in %s has a value".formatted(method, where);
  }

  /** Returns why there are no intervals, if a block has too few runs. */
  Optional<String> few(BlockScores scores) {
    return IntStream.range(0, runs.size())
        .filter(block -> scores.runs(block) < LEAST_RUNS)
        .mapToObj(
            block ->
                "an interval needs %d runs of each block, and %s has %d in %s"
                    .formatted(LEAST_RUNS, method, scores.runs(block), blocks.get(block)))
        .findFirst();
  }
}
