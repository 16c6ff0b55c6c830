package org.normlab.study.web;

import java.util.List;
import java.util.function.UnaryOperator;
import org.normlab.job.web.JobSubmissions;
import org.normlab.setting.Problem;
import org.normlab.study.life.StudySubmissions;
import org.normlab.study.recipe.Recipes;
import org.normlab.web.Refusal;
import org.normlab.web.WhereApiIsServed;
import org.normlab.wire.RecipeOrder;
import org.normlab.wire.StudyJson;
import org.normlab.wire.StudySpec;
import org.normlab.wire.json.UnreadableJson;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads studies and what is to be added to them. */
@Component
@WhereApiIsServed
class StudyRequests {
  private final JobSubmissions submissions;

  StudyRequests(JobSubmissions submissions) {
    this.submissions = submissions;
  }

  /** A study of its own, or one that a recipe makes. */
  StudySubmissions.Request read(String body) {
    return isOrder(body)
        ? Recipes.expand(order(body), submissions::check)
        : StudySubmissions.Request.of(study(body));
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
    StudyExtension extension = StudyExtension.read(body);
    return study -> study(extension.of(study).toString());
  }
}
