package org.normlab.statistics.rank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.normlab.statistics.Direction;
import org.normlab.statistics.DivergedPairs;
import org.normlab.statistics.Estimate;
import org.normlab.statistics.Rounding;
import org.normlab.statistics.Sample;
import org.normlab.statistics.Score;

/**
 * Methods ranked on each of several data sets; 1 is best. Scores that are equal but for rounding
 * share their average rank.
 *
 * @param dataSets data sets ranked
 * @param leftOut data sets on which a method has no result (or, if so chosen, diverged)
 * @param average rank of each method over the data sets; undefined without data sets
 * @param ranks of each ranked data set, of each method
 */
public record Ranks(
    List<String> methods,
    int dataSets,
    int leftOut,
    List<Estimate> average,
    List<List<Double>> ranks) {
  public Ranks {
    methods = List.copyOf(methods);
    average = List.copyOf(average);
    ranks = ranks.stream().map(List::copyOf).toList();
  }

  /**
   * Ranks the methods on every data set that has what it takes of each.
   *
   * @param scores of each data set, of each method in the order of {@code methods}, such as a mean
   *     over seeds
   */
  public static Ranks of(
      List<String> methods, List<List<Score>> scores, Direction better, DivergedPairs diverged) {
    List<List<Score>> complete = complete(methods, scores, diverged);
    List<List<Double>> ranks = complete.stream().map(row -> ranked(row, better)).toList();
    List<Estimate> average = new ArrayList<>();
    for (int method = 0; method < methods.size(); method++) {
      int column = method;
      double[] ofMethod = ranks.stream().mapToDouble(row -> row.get(column)).toArray();
      average.add(
          ofMethod.length == 0
              ? Estimate.undefined("no data set has a result of every method")
              : Sample.mean(ofMethod));
    }
    return new Ranks(methods, ranks.size(), scores.size() - ranks.size(), average, ranks);
  }

  /** The data sets that are ranked. */
  static List<List<Score>> complete(
      List<String> methods, List<List<Score>> scores, DivergedPairs diverged) {
    for (List<Score> row : scores) {
      if (row.size() != methods.size()) {
        throw new IllegalArgumentException(
            "a data set has %d scores of %d methods".formatted(row.size(), methods.size()));
      }
    }
    return scores.stream()
        .filter(row -> row.stream().allMatch(score -> takesPart(score, diverged)))
        .toList();
  }

  private static boolean takesPart(Score score, DivergedPairs diverged) {
    return switch (score) {
      case Score.Value _ -> true;
      case Score.Diverged _ -> diverged == DivergedPairs.WORST_RANKED;
      case Score.Missing _ -> false;
    };
  }

  private static List<Double> ranked(List<Score> row, Direction better) {
    double[] worseness =
        row.stream()
            .mapToDouble(
                score ->
                    score instanceof Score.Value(double value)
                        ? -better.oriented(value)
                        : Double.POSITIVE_INFINITY)
            .toArray();
    return Arrays.stream(Sample.ranks(Rounding.tied(worseness))).boxed().toList();
  }
}
