package org.normlab.statistics;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/** The scores of one method's runs by seed. */
public record Scores(SortedMap<Long, Score> bySeed) {
  public Scores {
    bySeed = Collections.unmodifiableSortedMap(new TreeMap<>(bySeed));
  }

  public static Scores of(Map<Long, Score> bySeed) {
    return new Scores(new TreeMap<>(bySeed));
  }

  /** Values of seeds 0, 1, 2 …; what is not finite diverged. */
  public static Scores of(double... values) {
    return numbered(Arrays.stream(values).mapToObj(Score::of).toList());
  }

  /** Scores of seeds 0, 1, 2 … */
  public static Scores numbered(List<Score> scores) {
    SortedMap<Long, Score> bySeed = new TreeMap<>();
    for (Score score : scores) {
      bySeed.put((long) bySeed.size(), score);
    }
    return new Scores(bySeed);
  }

  /** The finite values, in the order of their seeds. */
  public double[] values() {
    return bySeed.values().stream()
        .flatMapToDouble(
            score ->
                score instanceof Score.Value(double value)
                    ? DoubleStream.of(value)
                    : DoubleStream.empty())
        .toArray();
  }

  /** All as one score: diverged where any is, else the mean; missing where any is missing. */
  public Score overall() {
    if (missing() > 0 || bySeed.isEmpty()) {
      return Score.MISSING;
    }
    Double mean = mean().value();
    return mean == null || diverged() > 0 ? Score.DIVERGED : Score.of(mean);
  }

  /** Returns the mean of the finite values. */
  public Estimate mean() {
    return Sample.mean(values());
  }

  public int diverged() {
    return (int) bySeed.values().stream().filter(Score.Diverged.class::isInstance).count();
  }

  public int missing() {
    return (int) bySeed.values().stream().filter(Score.Missing.class::isInstance).count();
  }
}
