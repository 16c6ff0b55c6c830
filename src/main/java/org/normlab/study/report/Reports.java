package org.normlab.study.report;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.normlab.study.Configuration;
import org.normlab.study.Studies;
import org.normlab.study.Study;
import org.normlab.study.StudyProgress;
import org.normlab.study.StudyRun;
import org.normlab.study.answer.Answers;
import org.normlab.study.answer.Comparison;
import org.normlab.study.answer.CurveMetric;
import org.normlab.study.answer.CurveSet;
import org.normlab.study.answer.Question;
import org.normlab.study.answer.Ranking;
import org.normlab.study.answer.aggregate.AggregateSettings;
import org.normlab.study.answer.aggregate.Aggregates;
import org.normlab.study.recipe.Claims;
import org.normlab.study.report.element.Format;
import org.springframework.stereotype.Component;

/** Writes reports of studies, at every state of theirs, from their runs as they are now. */
@Component
public class Reports {
  private final Studies studies;
  private final Answers answers;
  private final Claims claims;

  Reports(Studies studies, Answers answers, Claims claims) {
    this.studies = studies;
    this.answers = answers;
    this.claims = claims;
  }

  /**
   * Writes the whole report.
   *
   * @param versions of what writes it, by name
   * @throws org.normlab.study.answer.UnknownLabel where the baseline is none of the study's
   */
  public String write(
      Study study,
      StudyProgress progress,
      Question question,
      Map<String, String> versions,
      Format format) {
    Comparison comparison = answers.comparison(study, question);
    List<Configuration> cells = studies.cells(study.id());
    List<StudyRun> runs = studies.runs(study.id());
    int blocks = comparison.blocks().size();
    Ranking ranking =
        blocks > 1 && answers.isRankable(study) ? answers.ranks(study, question) : null;
    Aggregates aggregates =
        answers.isRankable(study)
            ? answers.aggregates(study, question, AggregateSettings.USUAL)
            : null;
    CurveSet curves =
        blocks > ReportInput.MOST_CURVES
            ? null
            : answers.curves(study, CurveMetric.of(comparison.metric()), comparison.level());
    return format.write(
        new ReportInput(
                study,
                progress,
                question,
                comparison,
                ranking,
                aggregates,
                curves,
                cells,
                runs,
                claims.of(study).orElse(null),
                versions,
                studies.versions(study.id()),
                studies.dataDigests(study.id()),
                resolved(comparison.compared(), cells, runs))
            .report());
  }

  /** The first job of each compared method, in their order. */
  private List<ResolvedJob> resolved(
      String compared, List<Configuration> cells, List<StudyRun> runs) {
    Map<Integer, String> methods = new HashMap<>();
    for (Configuration cell : cells) {
      methods.put(cell.number(), String.valueOf(cell.coordinates().get(compared)));
    }
    Map<String, String> jobs = new LinkedHashMap<>();
    for (StudyRun run : runs) {
      jobs.putIfAbsent(String.valueOf(methods.get(run.cell())), run.job());
    }
    return jobs.entrySet().stream()
        .map(job -> new ResolvedJob(job.getKey(), job.getValue(), studies.jobSpec(job.getValue())))
        .toList();
  }
}
