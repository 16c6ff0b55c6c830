package org.normlab.statistics;

import java.util.List;

/**
 * Methods ranked on each of several data sets; 1 is best and ties share their average rank.
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
    List<Figure> average,
    List<List<Double>> ranks) {
  public Ranks {
    methods = List.copyOf(methods);
    average = List.copyOf(average);
    ranks = ranks.stream().map(List::copyOf).toList();
  }

  /**
   * @param scores of each data set, of each method in the order of {@code methods}, such as a mean
   *     over seeds
   */
  public static Ranks of(
      List<String> methods, List<List<Score>> scores, Better better, DivergedPairs diverged) {
    throw new UnsupportedOperationException();
  }
}
