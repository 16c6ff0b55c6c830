package org.normlab.statistics;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

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
    SortedMap<Long, Score> bySeed = new TreeMap<>();
    IntStream.range(0, values.length).forEach(i -> bySeed.put((long) i, Score.of(values[i])));
    return new Scores(bySeed);
  }

  /** The finite values, in the order of their seeds. */
  public double[] values() {
    return bySeed.values().stream()
        .mapMulti(
            (Score score, java.util.function.Consumer<Score.Value> to) -> {
              if (score instanceof Score.Value value) {
                to.accept(value);
              }
            })
        .mapToDouble(Score.Value::value)
        .toArray();
  }

  public int diverged() {
    return (int) bySeed.values().stream().filter(Score.Diverged.class::isInstance).count();
  }

  public int missing() {
    return (int) bySeed.values().stream().filter(Score.Missing.class::isInstance).count();
  }
}
