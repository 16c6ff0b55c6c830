package org.normlab.study.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.normlab.study.Configuration;
import org.normlab.study.Study;
import org.normlab.study.StudyProgress;
import org.normlab.study.StudyRun;
import org.normlab.study.answer.Comparison;
import org.normlab.study.answer.CurveSet;
import org.normlab.study.answer.Question;
import org.normlab.study.answer.Ranking;
import org.normlab.study.answer.aggregate.Aggregates;
import org.normlab.study.recipe.Replication;
import org.normlab.study.report.element.Element;
import org.normlab.study.report.element.Report;
import org.normlab.study.report.element.Svg;
import org.normlab.study.report.picture.Marks;
import org.normlab.study.report.picture.SensitivityPlot;

/**
 * All that a report is made of.
 *
 * @param ranking null where there is one block
 * @param aggregates over all blocks; null where there are too many methods
 * @param curves null where there are too many blocks
 * @param claims of the recipe; null where the study is of none
 * @param versions of what writes it, by name
 * @param trainedBy attempts by the version of Normlab that made them
 * @param dataDigests of the data that were read, by the data's name
 * @param resolved a job of each compared method
 */
public record ReportInput(
    Study study,
    StudyProgress progress,
    Question question,
    Comparison comparison,
    @Nullable Ranking ranking,
    @Nullable Aggregates aggregates,
    @Nullable CurveSet curves,
    List<Configuration> cells,
    List<StudyRun> runs,
    @Nullable Replication claims,
    Map<String, String> versions,
    SortedMap<String, Integer> trainedBy,
    SortedMap<String, SortedSet<String>> dataDigests,
    List<ResolvedJob> resolved) {
  /** Curves of more blocks than these are left out. */
  static final int MOST_CURVES = 24;

  /** The report, from its answers to its protocol. */
  public Report report() {
    List<Element> elements = new ArrayList<>(IntroPart.of(study, progress, comparison));
    elements.addAll(AnswersPart.of(comparison, ranking));
    elements.addAll(ClaimsPart.of(claims));
    if (ranking != null) {
      elements.addAll(RanksPart.of(ranking));
    }
    boolean several = comparison.blocks().size() > 1;
    if (several) {
      elements.addAll(aggregated());
    }
    if (curves == null) {
      elements.add(new Element.Paragraph(noCurves()));
    }
    comparison
        .blocks()
        .forEach(block -> elements.addAll(new BlockPart(comparison, block).elements(curves)));
    if (!several) {
      elements.addAll(aggregated());
    }
    elements.addAll(sensitivity());
    elements.addAll(Protocol.of(this));
    elements.addAll(JobsPart.of(cells, runs));
    return new Report(IntroPart.title(study), elements);
  }

  private List<Element> aggregated() {
    return aggregates == null ? List.of() : AggregatesPart.of(aggregates);
  }

  private String noCurves() {
    return "Learning curves are left out: the study has %d blocks, and a report shows curves of at most %d. GET /api/v1/studies/%s/curves has all."
        .formatted(comparison.blocks().size(), MOST_CURVES, study.id());
  }

  private List<Element> sensitivity() {
    Map<List<Object>, List<Comparison.OfSetting>> pictures = new LinkedHashMap<>();
    for (Comparison.OfSetting one : comparison.sensitivity()) {
      List<Object> where = List.of(one.setting(), one.coordinates());
      pictures.computeIfAbsent(where, _ -> new ArrayList<>()).add(one);
    }
    if (pictures.isEmpty()) {
      return List.of();
    }
    Marks marks = Marks.of(comparison);
    List<Element> elements = new ArrayList<>();
    elements.add(new Element.Heading(2, "Sensitivity"));
    pictures
        .values()
        .forEach(of -> elements.add(SensitivityPlot.of(comparison, of, marks, Svg.WIDTH)));
    return elements;
  }
}
