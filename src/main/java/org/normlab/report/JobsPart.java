package org.normlab.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.normlab.study.Cell;
import org.normlab.study.StudyRun;

/** The jobs of a study, and every run that has no value, with its reason. */
final class JobsPart {
  private JobsPart() {}

  static List<Element> of(List<Cell> cells, List<StudyRun> runs) {
    Map<Integer, String> points = new HashMap<>();
    cells.forEach(cell -> points.put(cell.number(), Words.settings(cell.coordinates())));
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
      case "DIVERGED", "FAILED", "CANCELLED" -> true;
      default -> false;
    };
  }

  private static Table jobs(Map<Integer, String> points, List<StudyRun> runs) {
    Map<String, List<StudyRun>> byJob = new TreeMap<>();
    runs.forEach(run -> byJob.computeIfAbsent(run.job(), _ -> new ArrayList<>()).add(run));
    Table.Builder table =
        Table.of("The jobs of the study, repeated ones among them")
            .texts("job", "points")
            .numbers("runs", "runs a pass")
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
                of.getFirst().width() == null ? Cells.NONE : "" + of.getFirst().width(),
                outcomes(of)));
    return table.build();
  }

  private static String outcomes(List<StudyRun> runs) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    runs.forEach(run -> counts.merge(Words.outcome(run.outcome()), 1, Integer::sum));
    return counts.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", "));
  }

  private static Table troubles(Map<Integer, String> points, List<StudyRun> runs) {
    Table.Builder table =
        Table.of("Runs that diverged, failed or were cancelled")
            .texts("point")
            .numbers("seed")
            .texts("ended", "reason", "job")
            .numbers("run");
    for (StudyRun run : runs) {
      String reason = run.reason();
      table.row(
          points.getOrDefault(run.cell(), ""),
          "" + run.seed(),
          Words.outcome(run.outcome()),
          reason == null || reason.isBlank() ? "none was given" : reason,
          run.job(),
          "" + run.number());
    }
    return table.build();
  }
}
