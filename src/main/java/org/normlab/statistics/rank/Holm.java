package org.normlab.statistics.rank;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.normlab.statistics.Estimate;

/**
 * Holm's step-down correction of a family of p values (Holm 1979), equal to statsmodels' {@code
 * multipletests(method='holm')}.
 */
public final class Holm {
  private Holm() {}

  /**
   * Corrected p values in the given order. An undefined one stays undefined and does not count in
   * the family.
   */
  public static List<Estimate> adjust(List<Estimate> p) {
    List<Integer> ascending =
        IntStream.range(0, p.size())
            .filter(i -> p.get(i).defined())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p.get(i).asOptional().getAsDouble()))
            .toList();
    List<Estimate> adjusted = new ArrayList<>(p);
    double least = 0;
    int left = ascending.size();
    for (int i : ascending) {
      least = Math.max(least, Math.min(1, left * p.get(i).asOptional().getAsDouble()));
      adjusted.set(i, Estimate.of(least));
      left--;
    }
    return List.copyOf(adjusted);
  }
}
