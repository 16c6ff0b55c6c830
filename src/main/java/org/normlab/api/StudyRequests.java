package org.normlab.api;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.normlab.setting.Problem;
import org.normlab.spec.RecipeOrder;
import org.normlab.spec.StudyJson;
import org.normlab.spec.StudySpec;
import org.normlab.spec.UnreadableJson;
import org.normlab.study.Intake;
import org.normlab.study.Studies;
import org.normlab.study.recipe.Recipes;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads studies and what is to be added to them. */
@Component
@WhereApiIsServed
class StudyRequests {
  private static final List<String> EXTENSIONS = List.of("seeds", "axes", "list", "samples");

  private final Submissions submissions;

  StudyRequests(Submissions submissions) {
    this.submissions = submissions;
  }

  /** A study of its own, or one that a recipe makes. */
  Intake.Request read(String body) {
    return isOrder(body)
        ? Recipes.expand(order(body), submissions::check)
        : Intake.Request.of(study(body));
  }

  private static boolean isOrder(String body) {
    try {
      return JsonMapper.shared().readTree(body).has("recipe");
    } catch (JacksonException e) {
      return false; // whoever reads it says where
    }
  }

  private static RecipeOrder order(String body) {
    StudyJson.ReadOrder read;
    try {
      read = StudyJson.order(body);
    } catch (UnreadableJson e) {
      throw unreadable(e);
    }
    if (read.order() == null) {
      throw refused(read.problems());
    }
    return read.order();
  }

  private static Refusal unreadable(UnreadableJson e) {
    return new Refusal(
        HttpStatus.BAD_REQUEST,
        "the body is not readable JSON: %s (line %d, column %d)"
            .formatted(e.getMessage(), e.line(), e.column()));
  }

  private static StudySpec study(String body) {
    StudyJson.Read read;
    try {
      read = StudyJson.read(body);
    } catch (UnreadableJson e) {
      throw unreadable(e);
    }
    if (read.study() == null) {
      throw refused(read.problems());
    }
    return read.study();
  }

  private static Refusal refused(List<Problem> problems) {
    return new Refusal(
        HttpStatus.UNPROCESSABLE_CONTENT,
        problems.size() == 1
            ? problems.getFirst().detail()
            : "the study has " + problems.size() + " faults",
        problems);
  }

  /** A study with further seeds, values of its axes, points or samples. */
  StudySpec larger(StudySpec study, String body) {
    ObjectNode whole = (ObjectNode) JsonMapper.shared().readTree(StudyJson.write(study));
    JsonNode more = Ask.tree(body);
    List<Problem> faults = new ArrayList<>();
    if (!more.isObject() || more.isEmpty()) {
      throw Ask.bad("an extension is an object with some of " + EXTENSIONS);
    }
    for (Map.Entry<String, JsonNode> part : more.properties()) {
      switch (part.getKey()) {
        case "seeds" -> seeds((ObjectNode) whole.path("base"), part.getValue(), faults);
        case "axes" -> axes((ObjectNode) whole.path("axes"), part.getValue(), faults);
        case "list" -> append((ArrayNode) whole.path("list"), part.getValue(), "/list", faults);
        case "samples" -> whole.set("samples", part.getValue());
        default ->
            faults.add(
                new Problem(
                    "/" + part.getKey(),
                    "an extension may have %s; received \"%s\""
                        .formatted(EXTENSIONS, part.getKey())));
      }
    }
    if (study.samples() != null && whole.path("samples").asInt(0) < study.samples()) {
      faults.add(
          new Problem(
              "/samples",
              "samples is the new number in all, at least %d; received %s"
                  .formatted(study.samples(), whole.path("samples"))));
    }
    if (!faults.isEmpty()) {
      throw refused(faults);
    }
    return study(whole.toString());
  }

  private static void seeds(ObjectNode base, JsonNode seeds, List<Problem> faults) {
    if (!base.has("seeds")) {
      Studies.SEEDS.forEach(base.putArray("seeds")::add);
    }
    append((ArrayNode) base.path("seeds"), seeds, "/seeds", faults);
  }

  private static void axes(ObjectNode axes, JsonNode more, List<Problem> faults) {
    for (Map.Entry<String, JsonNode> axis : more.properties()) {
      String pointer = "/axes/" + axis.getKey();
      if (axes.path(axis.getKey()) instanceof ArrayNode values) {
        append(values, axis.getValue(), pointer, faults);
      } else {
        faults.add(
            new Problem(
                pointer,
                "an extension adds values to axes that are lists; the study has the axes "
                    + axes.propertyNames()));
      }
    }
  }

  private static void append(
      ArrayNode values, JsonNode more, String pointer, List<Problem> faults) {
    if (!more.isArray() || more.isEmpty()) {
      faults.add(new Problem(pointer, "what is added must be a list of at least one value"));
      return;
    }
    Set<JsonNode> all = new LinkedHashSet<>();
    values.forEach(all::add);
    more.forEach(all::add);
    values.removeAll();
    all.forEach(values::add);
  }
}
