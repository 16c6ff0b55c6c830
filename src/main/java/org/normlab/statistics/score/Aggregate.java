package org.normlab.statistics.score;

import java.util.Arrays;
import java.util.Objects;
import org.normlab.statistics.Estimate;
import org.normlab.statistics.Sample;

/** A figure of the scores of all runs and blocks. */
public enum Aggregate {
  /** The mean over blocks of the mean of their runs. */
  MEAN {
    @Override
    double of(double[][] blocks) {
      return exact(Sample.mean(means(blocks)));
    }
  },
  /** The median over blocks of the mean of their runs. */
  MEDIAN {
    @Override
    double of(double[][] blocks) {
      return exact(Sample.median(means(blocks)));
    }
  },
  /** The interquartile mean: of all scores without the lowest and the highest ⌊n/4⌋. */
  IQM {
    @Override
    double of(double[][] blocks) {
      return exact(Sample.interquartileMean(all(blocks)));
    }
  },
  /** The mean over all scores of what is missing to 1; scores above 1 count as 1. */
  OPTIMALITY_GAP {
    @Override
    double of(double[][] blocks) {
      double[] capped = Arrays.stream(all(blocks)).map(x -> Math.min(x, WHOLE)).toArray();
      return WHOLE - exact(Sample.mean(capped));
    }
  };

  private static final double WHOLE = 1;

  /** Computes the figure; each block has a run. */
  abstract double of(double[][] blocks);

  /** Computes the figure. */
  public Estimate of(BlockScores scores) {
    return scores
        .missing()
        .map(Estimate::undefined)
        .orElseGet(() -> Estimate.of(of(scores.values())));
  }

  private static double[] means(double[][] blocks) {
    return Arrays.stream(blocks).mapToDouble(block -> exact(Sample.mean(block))).toArray();
  }

  private static double[] all(double[][] blocks) {
    return Arrays.stream(blocks).flatMapToDouble(Arrays::stream).toArray();
  }

  private static double exact(Estimate figure) {
    return Objects.requireNonNullElse(figure.value(), Double.NaN);
  }
}
