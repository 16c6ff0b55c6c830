package org.normlab.study.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.normlab.statistics.Direction;
import org.normlab.study.Study;
import org.normlab.study.StudyPhase;
import org.normlab.study.StudyProgress;
import org.normlab.study.answer.Comparison;
import org.normlab.study.report.element.Element;
import org.normlab.study.report.element.Numbers;
import org.normlab.study.report.element.ReportTable;

/** The beginning of a report: how far the study is, what was asked, how all runs ended. */
final class IntroPart {
  private IntroPart() {}

  static String title(Study study) {
    return Objects.requireNonNullElseGet(study.spec().name(), () -> "Study " + study.id());
  }

  static List<Element> of(Study study, StudyProgress progress, Comparison comparison) {
    List<Element> elements = new ArrayList<>();
    if (progress.state() != StudyPhase.COMPLETED || progress.ended() < progress.runs()) {
      elements.add(new Element.Notice(notice(study, progress)));
    } else if (comparison.counts().lost() > 0) {
      elements.add(
          new Element.Notice(
              "Ended, but %s failed or cancelled: figures are over those that have a result."
                  .formatted(Numbers.count(comparison.counts().lost(), "run", "runs"))));
    }
    elements.add(new Element.Heading(2, "Question"));
    elements.add(new Element.Paragraph(question(study, comparison)));
    elements.add(counts(comparison));
    return elements;
  }

  private static String notice(Study study, StudyProgress progress) {
    String counts = "%,d of %,d runs have ended".formatted(progress.ended(), progress.runs());
    String reason = study.reason();
    return switch (progress.state()) {
      case QUEUED -> "Not begun: " + counts + ". Nothing here is final.";
      case PAUSED -> "Paused: " + counts + ". Nothing here is final.";
      case CANCELLED ->
          "Cancelled (%s): %s. What had no result then stays without one."
              .formatted(reason == null ? "no reason was given" : reason, counts);
      case RUNNING, COMPLETED -> "Not finished: " + counts + ". Nothing here is final.";
    };
  }

  private static String question(Study study, Comparison comparison) {
    String asked = study.spec().question();
    return asked != null
        ? asked
        : "Which %s has the %s %s?"
            .formatted(
                comparison.compared(),
                comparison.better() == Direction.HIGHER ? "highest" : "lowest",
                comparison.metric());
  }

  /** Every run of the study, once; a run that was repeated counts by its last result. */
  private static ReportTable counts(Comparison comparison) {
    Comparison.Counts counts = comparison.counts();
    return ReportTable.of("All runs of the study, by how they ended")
        .numbers("runs", "completed", "stopped early", "diverged", "failed", "cancelled", "to come")
        .row(
            "" + counts.runs(),
            "" + counts.completed(),
            "" + counts.stoppedEarly(),
            "" + counts.diverged(),
            "" + counts.failed(),
            "" + counts.cancelled(),
            "" + counts.pending())
        .build();
  }
}
