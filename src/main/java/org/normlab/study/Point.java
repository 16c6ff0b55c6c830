package org.normlab.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normlab.train.SweepPoint;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A point of a design as a job of one seed. */
record Point(Cell cell, List<Choice> choices, ObjectNode job) {
  private static final String OPTIMIZER = "optimizer";
  private static final List<String> FUSED = List.of("learningRate", "weightDecay", "momentum");

  static Point of(int number, List<Axis> axes, List<Choice> choices, ObjectNode base) {
    Map<String, String> coordinates = new LinkedHashMap<>();
    ObjectNode job = base.deepCopy();
    for (int i = 0; i < axes.size(); i++) {
      coordinates.put(axes.get(i).name(), choices.get(i).label());
      choices.get(i).sets().forEach((field, value) -> set(job, field.split("\\."), value));
    }
    return new Point(new Cell(number, coordinates), choices, job);
  }

  private static void set(ObjectNode job, String[] path, JsonNode value) {
    ObjectNode at = job;
    for (int i = 0; i < path.length - 1; i++) {
      JsonNode inner = at.get(path[i]);
      at = inner instanceof ObjectNode object ? object : at.putObject(path[i]);
    }
    at.set(path[path.length - 1], value.deepCopy());
  }

  /** What runs of one job have in common: the job without what may differ between them. */
  ObjectNode shared() {
    ObjectNode shared = job.deepCopy();
    if (Following.isApart(job)) {
      return shared;
    }
    if (shared.get(OPTIMIZER) instanceof ObjectNode optimizer) {
      optimizer.remove(FUSED);
    }
    return shared;
  }

  /** What may differ. */
  SweepPoint sweepPoint() {
    return new SweepPoint(number("learningRate"), number("weightDecay"), number("momentum"));
  }

  private @Nullable Double number(String name) {
    JsonNode value = job.path(OPTIMIZER).path(name);
    return value.isNumber() ? Double.valueOf(value.asDouble()) : null;
  }

  /** The optimizer's settings as a job has them where nothing says its type. */
  boolean lacksOptimizerType() {
    return job.get(OPTIMIZER) instanceof ObjectNode optimizer && !optimizer.has("type");
  }

  /** The same with these settings of the optimizer below its own. */
  Point over(ObjectNode defaults) {
    ObjectNode merged = defaults.deepCopy();
    if (job.get(OPTIMIZER) instanceof ObjectNode own) {
      merged.setAll(own);
    }
    ObjectNode copy = job.deepCopy();
    copy.set(OPTIMIZER, merged);
    return new Point(cell, choices, copy);
  }

  /** The job without a word about its optimizer. */
  ObjectNode withoutOptimizer() {
    ObjectNode copy = job.deepCopy();
    copy.remove(OPTIMIZER);
    return copy;
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
}
