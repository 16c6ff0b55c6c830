package org.normlab.job.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Jobs and summaries as flat rows, which is how runs are searched. Names are dotted paths, {@code
 * normalization.type}; what is null has no row; a list is one text, {@code [64,64]}.
 */
public final class SearchIndexRows {
  public static final String INSERT_PARAM =
      "insert into job_param (job, name, text, number) values (?, ?, ?, ?)";
  public static final String INSERT_METRIC =
      "insert into run_metric (job, run, name, measured) values (?, ?, ?, ?)";

  /** Said elsewhere: by the job's own columns, by its tags, by its runs. */
  private static final Set<String> ELSEWHERE = Set.of("name", "priority", "tags", "seeds", "sweep");

  private SearchIndexRows() {}

  /**
   * One setting.
   *
   * @param number what the text says, where it is a number
   */
  record Param(String name, String text, @Nullable Double number) {}

  /** The settings of a job, by the order of its canonical JSON. */
  static List<Param> params(String spec) {
    List<Param> params = new ArrayList<>();
    for (Map.Entry<String, JsonNode> one : JsonMapper.shared().readTree(spec).properties()) {
      if (!ELSEWHERE.contains(one.getKey())) {
        flatten(one.getKey(), one.getValue(), params);
      }
    }
    return params;
  }

  private static void flatten(String path, JsonNode value, List<Param> params) {
    if (value.isObject()) {
      value.properties().forEach(e -> flatten(path + "." + e.getKey(), e.getValue(), params));
    } else if (value.isString()) {
      params.add(new Param(path, value.asString(), null));
    } else if (!value.isNull()) {
      params.add(new Param(path, value.toString(), value.isNumber() ? value.asDouble() : null));
    }
  }

  /** The rows of {@link #INSERT_PARAM}. */
  public static List<@Nullable Object[]> paramRows(String job, String spec) {
    return params(spec).stream()
        .map(p -> new @Nullable Object[] {job, p.name(), p.text(), p.number()})
        .toList();
  }

  /** The rows of {@link #INSERT_METRIC}; only finite figures can be searched for. */
  public static List<@Nullable Object[]> metricRows(
      String job, int run, Map<String, Double> summary) {
    return summary.entrySet().stream()
        .filter(e -> Double.isFinite(e.getValue()))
        .map(e -> new @Nullable Object[] {job, run, e.getKey(), e.getValue()})
        .toList();
  }
}
