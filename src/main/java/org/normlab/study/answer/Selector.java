package org.normlab.study.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.normlab.metric.Metrics;
import org.normlab.statistics.Scores;
import org.normlab.wire.StudySpec;

/**
 * Chooses one candidate a method by a validation figure, the mean over its seeds. A candidate of
 * which runs diverged is chosen only where others diverged as often, one with less than half the
 * runs of another not yet; of equal ones the first wins. A run that diverged on test rows alone
 * counts by its validation figure.
 */
record Selector(StudySpec.@Nullable Selection select) {
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");

  /** Null while none has a result, and where all diverged. */
  @Nullable ConfigurationRuns choose(List<ConfigurationRuns> candidates) {
    if (select == null) {
      return candidates.getFirst();
    }
    ScoredMetric by = ScoredMetric.of(select.by());
    int most = candidates.stream().mapToInt(candidate -> known(candidate, by)).max().orElse(0);
    List<ConfigurationRuns> ready =
        candidates.stream()
            .filter(candidate -> scores(candidate, by).mean().defined())
            .filter(candidate -> 2 * known(candidate, by) >= most)
            .toList();
    int fewest =
        ready.stream().mapToInt(candidate -> scores(candidate, by).diverged()).min().orElse(0);
    List<ConfigurationRuns> stable =
        ready.stream().filter(candidate -> scores(candidate, by).diverged() == fewest).toList();
    return best(stable, by);
  }

  /**
   * Returns the candidate with the best mean; the first of those that are equal but for rounding.
   */
  private static @Nullable ConfigurationRuns best(
      List<ConfigurationRuns> candidates, ScoredMetric by) {
    double[] means =
        candidates.stream()
            .mapToDouble(candidate -> scores(candidate, by).mean().asOptional().orElseThrow())
            .toArray();
    int best = by.better().best(means);
    return best < 0 ? null : candidates.get(best);
  }

  boolean chooses() {
    return select != null;
  }

  /**
   * Validation rows of each run that a choice rests on; null where none is made on validation, and
   * where a version trained that did not count them.
   */
  @Nullable Integer validationRows(@Nullable ConfigurationRuns chosen) {
    if (select == null || chosen == null || !ScoredMetric.of(select.by()).isOf("validation")) {
      return null;
    }
    double[] rows = chosen.values(Metrics.VALIDATION_ROWS.name());
    return rows.length == 0 ? null : (Integer) (int) rows[0];
  }

  /** The chosen candidate; where none can be chosen, one whose runs say why. */
  ConfigurationRuns shown(List<ConfigurationRuns> candidates) {
    return shown(choose(candidates), candidates);
  }

  /** Does the same where it is known which was chosen. */
  static ConfigurationRuns shown(
      @Nullable ConfigurationRuns chosen, List<ConfigurationRuns> candidates) {
    return chosen == null ? candidates.getFirst() : chosen;
  }

  /** Runs of which the figure, or that they diverged, is known. */
  private static int known(ConfigurationRuns candidate, ScoredMetric by) {
    Scores scores = scores(candidate, by);
    return scores.values().length + scores.diverged();
  }

  private static Scores scores(ConfigurationRuns candidate, ScoredMetric by) {
    return candidate.choosing(by);
  }

  /** Sentences about chosen numbers that are the largest or smallest that the method tried. */
  static List<String> edges(ConfigurationRuns candidate, List<ConfigurationRuns> tried) {
    List<String> edges = new ArrayList<>();
    for (Map.Entry<String, String> chosen : candidate.chosen().entrySet()) {
      Set<String> labels =
          tried.stream()
              .map(one -> one.chosen().getOrDefault(chosen.getKey(), ""))
              .collect(Collectors.toSet());
      String edge = labels.size() > 1 ? edge(chosen.getKey(), labels, chosen.getValue()) : "";
      if (!edge.isEmpty()) {
        edges.add(edge);
      }
    }
    return edges;
  }

  private static String edge(String axis, Set<String> tried, String label) {
    List<Double> numbers = new ArrayList<>();
    for (String value : tried) {
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
            .formatted(axis, label, largest ? "largest" : "smallest")
        : "";
  }

  /** Null where the label is no finite decimal number. */
  static @Nullable Double number(String label) {
    if (!NUMBER.matcher(label).matches()) {
      return null;
    }
    double number = Double.parseDouble(label);
    return Double.isFinite(number) ? number : null;
  }
}
