package org.normlab.study.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.normlab.setting.Problem;
import org.normlab.wire.json.Quoted;
import tools.jackson.databind.JsonNode;

/** The values of one axis, read from a study. */
final class Values {
  static final Pattern FIELD = Pattern.compile("[A-Za-z][A-Za-z0-9]*(\\.[A-Za-z][A-Za-z0-9]*)*");

  /** Short names of fields that are often swept. */
  private static final Map<String, String> SHORT =
      Map.of(
          "learningRate", "optimizer.learningRate",
          "weightDecay", "optimizer.weightDecay",
          "momentum", "optimizer.momentum");

  /** Fields that a study decides otherwise. */
  private static final Map<String, String> RESERVED =
      Map.of(
          "seeds", "seeds are no axis: every point is trained with all of base.seeds",
          "sweep", "a study has axes in place of a sweep: optimizer.learningRate is one");

  private Values() {}

  /** The values of a list as choices, with the faults of the list. */
  static List<Choice> read(String axis, JsonNode values, String pointer, List<Problem> faults) {
    if (!values.isArray() || values.isEmpty()) {
      faults.add(
          new Problem(
              pointer,
              "an axis needs a list of at least one value; received " + Quoted.shown(values)));
      return List.of();
    }
    if (values.size() > StudyBounds.MOST_POINTS) {
      faults.add(StudyBounds.values(pointer, " values", values.size()));
      return List.of();
    }
    List<Choice> choices = new ArrayList<>();
    boolean plain = values.valueStream().anyMatch(value -> !isLabelled(value));
    if (plain && !check(field(axis), pointer, faults)) {
      return List.of();
    }
    for (int i = 0; i < values.size(); i++) {
      choices.add(one(axis, values.get(i), pointer + "/" + i, faults));
    }
    Set<String> labels = new HashSet<>();
    for (Choice choice : choices) {
      if (!labels.add(choice.label())) {
        faults.add(
            new Problem(
                choice.pointer(),
                "the values of an axis must differ; received \"%s\" twice"
                    .formatted(choice.label())));
      }
    }
    return choices;
  }

  /** One value: of the field that the axis names, or a labelled set of fields. */
  static Choice one(String axis, JsonNode value, String pointer, List<Problem> faults) {
    return isLabelled(value)
        ? labelled(value, pointer, faults)
        : Choice.of(Labels.of(value), field(axis), value, pointer);
  }

  private static boolean isLabelled(JsonNode value) {
    return value.isObject() && value.has("set");
  }

  /** The field of the job that an axis of this name sets. */
  static String field(String axis) {
    return SHORT.getOrDefault(axis, axis);
  }

  private static Choice labelled(JsonNode value, String pointer, List<Problem> faults) {
    JsonNode label = value.path("label");
    JsonNode set = value.path("set");
    boolean known = value.size() == (value.has("label") ? 2 : 1);
    if (!known || !set.isObject() || (value.has("label") && !label.isString())) {
      faults.add(
          new Problem(
              pointer,
              "a labelled value is {\"label\": text, \"set\": {field: value}}; received "
                  + Quoted.shown(value)));
      return new Choice("", Map.of(), pointer, Map.of());
    }
    if (label.asString("").length() > StudyBounds.LONGEST_NAME) {
      faults.add(
          new Problem(
              pointer + "/label",
              "a label may have %d characters; received \"%s\""
                  .formatted(StudyBounds.LONGEST_NAME, Quoted.cut(label.asString()))));
      return new Choice("", Map.of(), pointer, Map.of());
    }
    Map<String, JsonNode> sets = new LinkedHashMap<>();
    Map<String, String> pointers = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : set.properties()) {
      check(field(field.getKey()), pointer + "/set/" + field.getKey(), faults);
      sets.put(field(field.getKey()), field.getValue());
      pointers.put(field(field.getKey()), pointer + "/set/" + field.getKey());
    }
    return new Choice(
        label.isString() ? label.asString() : Labels.of(set), sets, pointer, pointers);
  }

  /** Returns whether a job can have a field of this name, as far as the name tells. */
  static boolean check(String field, String pointer, List<Problem> faults) {
    int before = faults.size();
    if (RESERVED.containsKey(field)) {
      faults.add(new Problem(pointer, String.valueOf(RESERVED.get(field))));
    } else if (field.length() > StudyBounds.LONGEST_NAME || !FIELD.matcher(field).matches()) {
      faults.add(
          new Problem(
              pointer,
              "an axis is a field of the job with dots between its parts, such as"
                  + " optimizer.learningRate, of at most "
                  + StudyBounds.LONGEST_NAME
                  + " characters; received \""
                  + Quoted.cut(field)
                  + "\""));
    }
    return faults.size() == before;
  }
}
