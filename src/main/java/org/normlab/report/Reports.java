package org.normlab.report;

import java.util.List;
import java.util.Map;
import org.normlab.study.Answers;
import org.normlab.study.Comparison;
import org.normlab.study.CurveSet;
import org.normlab.study.Progress;
import org.normlab.study.Question;
import org.normlab.study.Ranking;
import org.normlab.study.Studies;
import org.normlab.study.Study;
import org.springframework.stereotype.Component;

/** Writes reports of studies, at every state of theirs, from their runs as they are now. */
@Component
public class Reports {
  private static final String TEST = "test.";

  private final Studies studies;
  private final Answers answers;

  Reports(Studies studies, Answers answers) {
    this.studies = studies;
    this.answers = answers;
  }

  /**
   * Writes the whole report.
   *
   * @param versions of what writes it, by name
   * @param claims of the paper that the study repeats; empty where there is none
   * @throws org.normlab.study.UnknownLabel where the baseline is none of the study's
   */
  public String write(
      Study study,
      Progress progress,
      Question question,
      Map<String, String> versions,
      List<Claim> claims,
      Format format) {
    Comparison comparison = answers.comparison(study, question);
    int blocks = comparison.blocks().size();
    Ranking ranking = blocks > 1 ? answers.ranks(study, question) : null;
    CurveSet curves =
        blocks > Material.MOST_CURVES
            ? null
            : answers.curves(study, overTraining(comparison.metric()), comparison.level());
    return format.write(
        new Material(
                study,
                progress,
                question,
                comparison,
                ranking,
                curves,
                studies.cells(study.id()),
                studies.runs(study.id()),
                claims,
                versions)
            .report());
  }

  /** A test figure is measured at the end only; over training its validation figure stands. */
  private static String overTraining(String metric) {
    if (metric.startsWith(TEST)) {
      return "validation." + metric.substring(TEST.length());
    }
    return metric.contains(".") ? metric : "validation.accuracy";
  }
}
