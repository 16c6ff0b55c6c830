package org.normlab.statistics.score;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.normlab.statistics.Sample;

/** The scores of one method: of each block, such as a game, those of its runs. */
public final class BlockScores {
  private final double[][] blocks;

  private BlockScores(double[][] blocks) {
    this.blocks = blocks;
  }

  /**
   * Takes the finite scores of each block; blocks may have different numbers of runs.
   *
   * @throws IllegalArgumentException where a score is not finite
   */
  public static BlockScores of(List<double[]> blocks) {
    double[][] own = blocks.stream().map(double[]::clone).toArray(double[][]::new);
    if (Arrays.stream(own).flatMapToDouble(Arrays::stream).anyMatch(x -> !Double.isFinite(x))) {
      throw new IllegalArgumentException("scores are finite: " + Arrays.deepToString(own));
    }
    return new BlockScores(own);
  }

  /** Returns how many blocks there are. */
  public int size() {
    return blocks.length;
  }

  /** Returns how many runs a block has. */
  public int runs(int block) {
    return blocks[block].length;
  }

  /** Returns all scores, block by block. */
  public DoubleStream all() {
    return Arrays.stream(blocks).flatMapToDouble(Arrays::stream);
  }

  /**
   * Returns the same with the sign of every score turned, for a metric of which lower is better.
   */
  public BlockScores negated() {
    return new BlockScores(
        Arrays.stream(blocks)
            .map(block -> Arrays.stream(block).map(score -> -score).toArray())
            .toArray(double[][]::new));
  }

  /** Returns the reason why there are no aggregates, if there is one. */
  Optional<String> missing() {
    boolean some = blocks.length > 0 && Arrays.stream(blocks).allMatch(block -> block.length > 0);
    return some ? Optional.empty() : Optional.of("a block has no values");
  }

  /** Tells whether resamples can differ: in some block the runs do. */
  boolean varies() {
    return !Arrays.stream(blocks).allMatch(Sample::allEqual);
  }

  /** Returns the scores as {@code [block][run]}; not to be written to. */
  double[][] values() {
    return blocks;
  }

  /** Returns the same with the scores of each block in order, so that their order is no matter. */
  BlockScores sorted() {
    double[][] sorted = Arrays.stream(blocks).map(double[]::clone).toArray(double[][]::new);
    Arrays.stream(sorted).forEach(Arrays::sort);
    return new BlockScores(sorted);
  }

  /**
   * Returns a resample.
   *
   * @param index {@code [place][block]}: which run stands at a place of a block
   */
  BlockScores picked(int[][] index) {
    double[][] picked = new double[blocks.length][];
    for (int block = 0; block < blocks.length; block++) {
      picked[block] = new double[index.length];
      for (int place = 0; place < index.length; place++) {
        picked[block][place] = blocks[block][index[place][block]];
      }
    }
    return new BlockScores(picked);
  }
}
