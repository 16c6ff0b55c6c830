package org.normlab.study.web.answer;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.normlab.statistics.Alternative;
import org.normlab.statistics.DivergedPairs;
import org.normlab.study.Study;
import org.normlab.study.answer.Answers;
import org.normlab.study.answer.Question;
import org.normlab.web.RequestParams;

/** Reads how a study's runs are to be compared. */
final class Questions {
  private Questions() {}

  static Question of(
      @Nullable String metric,
      @Nullable String baseline,
      String alternative,
      String diverged,
      double level) {
    if (!(level >= 0.5 && level <= 0.999)) {
      throw RequestParams.bad("level must be 0.5 to 0.999; received " + level);
    }
    return new Question(
        RequestParams.text("metric", metric),
        RequestParams.text("baseline", baseline),
        RequestParams.word("alternative", alternative, Alternative.class),
        RequestParams.word("diverged", diverged, DivergedPairs.class),
        level);
  }

  /**
   * Checks that methods can be compared by the metric that is asked for: it is the study's own, or
   * one that has a good end and that any run of the study has; early on none has any.
   */
  static Question checked(Question question, Study study, Answers answers) {
    String asked = question.metric();
    if (asked != null && !asked.equals(study.spec().metric())) {
      Set<String> known = answers.comparable(study);
      if (!known.contains(asked)) {
        throw RequestParams.bad(
            "metric must be one of %s, by which methods can be compared; received \"%s\""
                .formatted(known, asked));
      }
    }
    return question;
  }
}
