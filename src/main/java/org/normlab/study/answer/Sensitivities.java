package org.normlab.study.answer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normlab.statistics.Sensitivity;
import org.normlab.study.Axis;

/**
 * Describes how much each method depends on each numeric setting of a design. A setting that is
 * chosen over is seen within its block; one that makes blocks (a batch size) across them. A
 * diverged run counts as an accuracy of 0; of other figures it is left out.
 */
final class Sensitivities {
  private final Results results;
  private final ScoredMetric metric;

  Sensitivities(Results results, ScoredMetric metric) {
    this.results = results;
    this.metric = metric;
  }

  List<Comparison.OfSetting> all() {
    List<Comparison.OfSetting> all = new ArrayList<>();
    for (Axis axis : results.study().axes()) {
      boolean numeric =
          axis.labels().size() > 1
              && axis.labels().stream().map(Selector::number).allMatch(x -> x != null && x > 0);
      if (numeric && !axis.name().equals(results.compared().name())) {
        all.addAll(of(axis.name()));
      }
    }
    return all;
  }

  private record Where(Map<String, String> coordinates, String method) {}

  private List<Comparison.OfSetting> of(String setting) {
    Map<Where, List<Sensitivity.Cell>> cells = new LinkedHashMap<>();
    for (Block block : results.blocks()) {
      block
          .methods()
          .forEach(
              (method, candidates) ->
                  byValue(setting, block, candidates)
                      .forEach((x, all) -> add(setting, block, method, x, all, cells)));
    }
    @Nullable Double divergedAs = metric.isShare() ? Double.valueOf(0) : null;
    List<Comparison.OfSetting> all = new ArrayList<>();
    cells.forEach(
        (where, of) ->
            all.add(
                new Comparison.OfSetting(
                    setting,
                    where.coordinates(),
                    where.method(),
                    Sensitivity.of(of, metric.better(), divergedAs))));
    return all;
  }

  /** Candidates by their value of a setting. */
  private static Map<Double, List<ConfigurationRuns>> byValue(
      String setting, Block block, List<ConfigurationRuns> candidates) {
    String ofBlock = block.coordinates().get(setting);
    Map<Double, List<ConfigurationRuns>> byValue = new LinkedHashMap<>();
    for (ConfigurationRuns candidate : candidates) {
      Double x =
          Selector.number(ofBlock == null ? candidate.chosen().getOrDefault(setting, "") : ofBlock);
      if (x != null) {
        byValue.computeIfAbsent(x, _ -> new ArrayList<>()).add(candidate);
      }
    }
    return byValue;
  }

  /** Other settings are chosen at each value as everywhere, by validation. */
  private void add(
      String setting,
      Block block,
      String method,
      double x,
      List<ConfigurationRuns> candidates,
      Map<Where, List<Sensitivity.Cell>> cells) {
    Map<String, String> rest = new LinkedHashMap<>(block.coordinates());
    rest.remove(setting);
    ConfigurationRuns chosen = results.selector().shown(candidates);
    for (ConfigurationRuns candidate : candidates) {
      cells
          .computeIfAbsent(new Where(rest, method), _ -> new ArrayList<>())
          .add(new Sensitivity.Cell(x, candidate.scores(metric), candidate.equals(chosen)));
    }
  }
}
