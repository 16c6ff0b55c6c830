package org.normlab.api;

import java.util.List;
import java.util.function.UnaryOperator;
import org.normlab.setting.Problem;
import org.normlab.spec.RecipeOrder;
import org.normlab.spec.StudyJson;
import org.normlab.spec.StudySpec;
import org.normlab.spec.UnreadableJson;
import org.normlab.study.Intake;
import org.normlab.study.recipe.Recipes;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads studies and what is to be added to them. */
@Component
@WhereApiIsServed
class StudyRequests {
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

  static Refusal refused(List<Problem> problems) {
    return new Refusal(
        HttpStatus.UNPROCESSABLE_CONTENT,
        problems.size() == 1
            ? problems.getFirst().detail()
            : "the study has " + problems.size() + " faults",
        problems);
  }

  /**
   * Reads what is to be added to a study: seeds, values of its axes, points or samples.
   *
   * @return makes the larger study of the one that there is, or refuses to
   */
  static UnaryOperator<StudySpec> extension(String body) {
    Extension extension = Extension.read(body);
    return study -> study(extension.of(study).toString());
  }
}
