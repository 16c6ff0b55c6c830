package org.normlab.study.web;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.normlab.setting.Problem;
import org.normlab.study.Studies;
import org.normlab.web.Refusal;
import org.normlab.web.RequestParams;
import org.normlab.wire.StudyJson;
import org.normlab.wire.StudySpec;
import org.normlab.wire.json.Quoted;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Describes what is to be added to a study. It never adds an axis: then every point would be
 * another one, and all would be trained again.
 */
final class StudyExtension {
  private static final List<String> PARTS = List.of("seeds", "axes", "list", "samples");

  private final JsonNode more;
  private final List<Problem> faults = new ArrayList<>();

  private StudyExtension(JsonNode more) {
    this.more = more;
  }

  static StudyExtension read(String body) {
    JsonNode more = RequestParams.tree(body);
    if (!more.isObject() || more.isEmpty()) {
      throw RequestParams.bad("an extension is an object with some of " + PARTS);
    }
    return new StudyExtension(more);
  }

  /**
   * The larger study, not yet checked for what any study must be.
   *
   * @throws Refusal with all faults, where this cannot be added to that study
   */
  ObjectNode of(StudySpec study) {
    faults.clear();
    ObjectNode whole = (ObjectNode) JsonMapper.shared().readTree(StudyJson.write(study));
    for (Map.Entry<String, JsonNode> part : more.properties()) {
      switch (part.getKey()) {
        case "seeds" -> seeds((ObjectNode) whole.path("base"), part.getValue());
        case "axes" -> axes((ObjectNode) whole.path("axes"), part.getValue());
        case "list" -> list((ArrayNode) whole.path("list"), part.getValue());
        case "samples" -> samples(whole, study.samples(), part.getValue());
        default ->
            fault(
                "/" + Problem.token(part.getKey()),
                "an extension may have %s; received \"%s\""
                    .formatted(PARTS, Quoted.cut(part.getKey())));
      }
    }
    if (!faults.isEmpty()) {
      throw StudyRequests.refused(List.copyOf(faults));
    }
    return whole;
  }

  private void fault(String pointer, String detail) {
    faults.add(new Problem(pointer, detail));
  }

  private void seeds(ObjectNode base, JsonNode seeds) {
    if (!base.has("seeds")) {
      Studies.SEEDS.forEach(base.putArray("seeds")::add);
    }
    append((ArrayNode) base.path("seeds"), seeds, "/seeds");
  }

  private void axes(ObjectNode axes, JsonNode added) {
    if (!added.isObject() || added.isEmpty()) {
      fault(
          "/axes",
          "what is added to axes must be an object of lists by axis, of the axes %s; received %s"
              .formatted(axes.propertyNames(), Quoted.shown(added)));
    }
    for (Map.Entry<String, JsonNode> axis : added.properties()) {
      String pointer = "/axes/" + Problem.token(axis.getKey());
      if (axes.path(axis.getKey()) instanceof ArrayNode values) {
        append(values, axis.getValue(), pointer);
      } else {
        fault(
            pointer,
            "an extension adds values to axes that are lists; the study has the axes "
                + axes.propertyNames());
      }
    }
  }

  /** Points must set what those of the study set. */
  private void list(ArrayNode points, JsonNode added) {
    if (points.isEmpty()) {
      fault(
          "/list",
          "points are added to a study's list, and the study has no list; it has axes, to which"
              + " \"axes\" adds values");
      return;
    }
    Set<String> fields = new LinkedHashSet<>(points.get(0).propertyNames());
    for (int i = 0; i < added.size() && added.isArray(); i++) {
      JsonNode point = added.get(i);
      if (!point.isObject() || !Set.copyOf(point.propertyNames()).equals(fields)) {
        fault(
            "/list/" + i,
            "a point has a value for each field of the study's list, %s, and no other; received %s"
                .formatted(String.join(", ", fields), Quoted.shown(point)));
      }
    }
    append(points, added, "/list");
  }

  private void samples(ObjectNode whole, @Nullable Integer before, JsonNode samples) {
    if (before == null) {
      fault("/samples", "samples are draws of distributions, and no axis of the study is one");
    } else if (!samples.isIntegralNumber()
        || !samples.canConvertToInt()
        || samples.intValue() < before) {
      fault(
          "/samples",
          "samples is the new number in all, at least %d; received %s"
              .formatted(before, Quoted.shown(samples)));
    }
    whole.set("samples", samples);
  }

  private void append(ArrayNode values, JsonNode added, String pointer) {
    if (!added.isArray() || added.isEmpty()) {
      fault(
          pointer,
          "what is added must be a list of at least one value; received " + Quoted.shown(added));
      return;
    }
    Set<JsonNode> all = new LinkedHashSet<>();
    values.forEach(all::add);
    added.forEach(all::add);
    values.removeAll();
    all.forEach(values::add);
  }
}
