package org.normlab.study.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.normlab.study.Configuration;
import org.normlab.study.StudyRun;
import org.normlab.study.report.element.Element;
import org.normlab.study.report.element.ReportTable;
import org.normlab.study.report.element.TableCells;
import org.normlab.study.report.picture.Phrases;

/** The jobs of a study, and every run that has no value, with its reason. */
final class JobsPart {
  private JobsPart() {}

  static List<Element> of(List<Configuration> cells, List<StudyRun> runs) {
    Map<Integer, String> points = new HashMap<>();
    cells.forEach(cell -> points.put(cell.number(), Phrases.settings(cell.coordinates())));
    List<Element> elements = new ArrayList<>();
    elements.add(new Element.Heading(3, "Jobs"));
    elements.add(jobs(points, runs));
    List<StudyRun> troubled = runs.stream().filter(JobsPart::isTroubled).toList();
    if (!troubled.isEmpty()) {
      elements.add(troubles(points, troubled));
    }
    return elements;
  }

  private static boolean isTroubled(StudyRun run) {
    return switch (run.outcome()) {
      case DIVERGED, FAILED, CANCELLED -> true;
      case PENDING, COMPLETED, STOPPED_EARLY -> false;
    };
  }

  private static ReportTable jobs(Map<Integer, String> points, List<StudyRun> runs) {
    Map<String, List<StudyRun>> byJob = new TreeMap<>();
    runs.forEach(run -> byJob.computeIfAbsent(run.job(), _ -> new ArrayList<>()).add(run));
    ReportTable.Builder table =
        ReportTable.of("The jobs of the study, repeated ones among them")
            .texts("job", "points")
            .numbers("runs", "runs a group")
            .texts("ended");
    byJob.forEach(
        (job, of) ->
            table.row(
                job,
                of.stream()
                    .map(run -> points.getOrDefault(run.cell(), ""))
                    .distinct()
                    .collect(Collectors.joining("; ")),
                "" + of.size(),
                of.getFirst().width() == null ? TableCells.NONE : "" + of.getFirst().width(),
                outcomes(of)));
    return table.build();
  }

  private static String outcomes(List<StudyRun> runs) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    runs.forEach(run -> counts.merge(Phrases.outcome(run.outcome()), 1, Integer::sum));
    return counts.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", "));
  }

  private static ReportTable troubles(Map<Integer, String> points, List<StudyRun> runs) {
    ReportTable.Builder table =
        ReportTable.of("Runs that diverged, failed or were cancelled")
            .texts("point")
            .numbers("seed")
            .texts("ended", "reason", "job")
            .numbers("run");
    for (StudyRun run : runs) {
      String reason = run.reason();
      table.row(
          points.getOrDefault(run.cell(), ""),
          "" + run.seed(),
          Phrases.outcome(run.outcome()),
          reason == null || reason.isBlank() ? "none was given" : reason,
          run.job(),
          "" + run.number());
    }
    return table.build();
  }
}
