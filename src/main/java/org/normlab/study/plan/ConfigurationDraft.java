package org.normlab.study.plan;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.normlab.study.Axis;
import org.normlab.study.Configuration;
import org.normlab.train.SweepPoint;
import org.normlab.wire.json.Legible;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A point of a design. Its job is made whenever it is asked for: a study has many points, and its
 * base may be long.
 *
 * @param defaults settings of the optimizer below the job's own; null for none
 */
record ConfigurationDraft(
    Configuration cell, List<Choice> choices, ObjectNode base, @Nullable ObjectNode defaults) {
  private static final int LONGEST_NAME = 200;
  private static final String OPTIMIZER = "optimizer";
  private static final List<String> FUSED = List.of("learningRate", "weightDecay", "momentum");
  private static final JsonMapper SORTED =
      JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

  static ConfigurationDraft of(int number, List<Axis> axes, List<Choice> choices, ObjectNode base) {
    Map<String, String> coordinates = new LinkedHashMap<>();
    for (int i = 0; i < axes.size(); i++) {
      coordinates.put(axes.get(i).name(), choices.get(i).label());
    }
    return new ConfigurationDraft(new Configuration(number, coordinates), choices, base, null);
  }

  /** A job of one seed, the caller's own. */
  ObjectNode job() {
    ObjectNode job = base.deepCopy();
    for (Choice choice : choices) {
      choice.sets().forEach((field, value) -> set(job, field.split("\\."), value));
    }
    if (defaults != null) {
      ObjectNode merged = defaults.deepCopy();
      if (job.get(OPTIMIZER) instanceof ObjectNode own) {
        merged.setAll(own);
      }
      job.set(OPTIMIZER, merged);
    }
    return job;
  }

  private static void set(ObjectNode job, String[] path, JsonNode value) {
    ObjectNode at = job;
    for (int i = 0; i < path.length - 1; i++) {
      JsonNode inner = at.get(path[i]);
      at = inner instanceof ObjectNode object ? object : at.putObject(path[i]);
    }
    at.set(path[path.length - 1], value.deepCopy());
  }

  /** Returns what runs of one job have in common, as a text: the job without what may differ. */
  String shared() {
    ObjectNode shared = job();
    if (!PointReferences.isApart(shared) && shared.get(OPTIMIZER) instanceof ObjectNode optimizer) {
      optimizer.remove(FUSED);
    }
    return SORTED.writeValueAsString(shared);
  }

  /** Returns what may differ. */
  SweepPoint sweepPoint() {
    JsonNode optimizer = job().path(OPTIMIZER);
    return new SweepPoint(
        number(optimizer, "learningRate"),
        number(optimizer, "weightDecay"),
        number(optimizer, "momentum"));
  }

  private static @Nullable Double number(JsonNode optimizer, String name) {
    JsonNode value = optimizer.path(name);
    return value.isNumber() ? Double.valueOf(value.asDouble()) : null;
  }

  /** The optimizer's settings as a job has them where nothing says its type. */
  boolean lacksOptimizerType() {
    return job().get(OPTIMIZER) instanceof ObjectNode optimizer && !optimizer.has("type");
  }

  /** The same with these settings of the optimizer below its own. */
  ConfigurationDraft over(ObjectNode settings) {
    return new ConfigurationDraft(cell, choices, base, settings);
  }

  /** The job without a word about its optimizer. */
  ObjectNode withoutOptimizer() {
    ObjectNode job = job();
    job.remove(OPTIMIZER);
    return job;
  }

  static ObjectNode sweep(List<SweepPoint> points) {
    ObjectNode sweep = JsonNodeFactory.instance.objectNode();
    var list = sweep.putArray("points");
    for (SweepPoint point : points) {
      list.addObject()
          .put("learningRate", point.learningRate())
          .put("weightDecay", point.weightDecay())
          .put("momentum", point.momentum());
    }
    return sweep;
  }

  /**
   * Returns the name of a job of points: that of the study, and what the points have in common, so
   * not the rates that differ in it.
   */
  static String jobName(@Nullable String study, List<ConfigurationDraft> points) {
    Set<Map.Entry<String, String>> common =
        new LinkedHashSet<>(points.getFirst().cell.coordinates().entrySet());
    points.forEach(point -> common.retainAll(point.cell.coordinates().entrySet()));
    String labels = common.stream().map(Map.Entry::getValue).collect(Collectors.joining(", "));
    String name =
        Stream.of(study == null ? "" : study, labels)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(": "));
    return Legible.fit(name, LONGEST_NAME);
  }
}
