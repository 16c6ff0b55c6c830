package org.normlab.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.normlab.spec.StudySpec;
import org.normlab.statistics.Better;
import org.normlab.statistics.Scores;

/**
 * Chooses one candidate a method by a validation figure, the mean over its seeds. A candidate of
 * which runs diverged is chosen only where others diverged as often; of equal ones the first wins.
 */
record Selector(StudySpec.@Nullable Selection select, List<Axis> axes) {
  /** Null while none has a result. */
  @Nullable Candidate choose(List<Candidate> candidates) {
    if (select == null) {
      return candidates.getFirst();
    }
    Metric by = Metric.of(select.by());
    return candidates.stream()
        .filter(candidate -> mean(candidate, by).isPresent())
        .min(
            Comparator.<Candidate>comparingInt(candidate -> candidate.scores(by).diverged())
                .thenComparingDouble(candidate -> cost(mean(candidate, by), by.better())))
        .orElse(null);
  }

  private static OptionalDouble mean(Candidate candidate, Metric by) {
    Scores scores = candidate.scores(by);
    return java.util.Arrays.stream(scores.values()).average();
  }

  private static double cost(OptionalDouble mean, Better better) {
    return better == Better.LOWER ? mean.orElseThrow() : -mean.orElseThrow();
  }

  /** Sentences about chosen numbers that are the largest or smallest tried. */
  List<String> edges(Candidate candidate) {
    List<String> edges = new ArrayList<>();
    for (Map.Entry<String, String> chosen : candidate.chosen().entrySet()) {
      axes.stream()
          .filter(axis -> axis.name().equals(chosen.getKey()) && axis.labels().size() > 1)
          .map(axis -> edge(axis, chosen.getValue()))
          .filter(edge -> !edge.isEmpty())
          .forEach(edges::add);
    }
    return edges;
  }

  private static String edge(Axis axis, String label) {
    List<Double> numbers = new ArrayList<>();
    for (String value : axis.labels()) {
      Double number = number(value);
      if (number == null) {
        return "";
      }
      numbers.add(number);
    }
    double chosen = Double.parseDouble(label);
    boolean largest = numbers.stream().noneMatch(number -> number > chosen);
    boolean smallest = numbers.stream().noneMatch(number -> number < chosen);
    return largest || smallest
        ? "%s %s is the %s tried: the best may lie beyond"
            .formatted(axis.name(), label, largest ? "largest" : "smallest")
        : "";
  }

  /** Null where the label is no number. */
  static @Nullable Double number(String label) {
    try {
      return Double.valueOf(label);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
