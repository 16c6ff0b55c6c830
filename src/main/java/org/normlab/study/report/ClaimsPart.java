package org.normlab.study.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.normlab.study.recipe.Replication;
import org.normlab.study.recipe.claim.Finding;
import org.normlab.study.recipe.claim.Verdict;
import org.normlab.study.report.element.Element;
import org.normlab.study.report.element.Numbers;
import org.normlab.study.report.element.ReportTable;
import org.normlab.study.report.element.TableCells;

/**
 * Describes what the paper says against what was measured, of a study that was made of a recipe.
 */
final class ClaimsPart {
  private ClaimsPart() {}

  /** Empty where the study stands for no claims. */
  static List<Element> of(@Nullable Replication findings) {
    if (findings == null || findings.claims().isEmpty()) {
      return List.of();
    }
    List<Element> elements = new ArrayList<>();
    elements.add(new Element.Heading(2, "The paper's claims"));
    elements.add(
        new Element.Paragraph(
            "Recipe %s, %s, at the scale %s. %s"
                .formatted(
                    findings.recipe(), findings.title(), findings.scale(), findings.paper())));
    if (!findings.changes().isEmpty()) {
      elements.add(new Element.Paragraph("What differs from the paper's protocol:"));
      elements.add(new Element.Items(findings.changes()));
    }
    elements.add(new Element.Paragraph(rule(findings)));
    elements.add(claims(findings.claims()));
    return elements;
  }

  /** Says what a verdict rests on. */
  private static String rule(Replication findings) {
    String corrected =
        findings.correctedFor() == 0
            ? "No claim has three values yet, so none has a verdict."
            : "Verdicts hold together at %s: each rests on an interval whose level is corrected by Holm for %s."
                .formatted(
                    Numbers.percent(findings.level()),
                    Numbers.count(findings.correctedFor(), "claim", "claims"));
    return corrected
        + " A verdict needs at least three values; values that are all equal have none, nor do the"
        + " remaining seeds where runs of both sides diverged.";
  }

  private static ReportTable claims(List<Finding> claims) {
    TableCells cells = new TableCells();
    ReportTable.Builder table =
        ReportTable.of("What the paper says and what was measured here")
            .texts("the paper says", "its number", "same direction?")
            .numbers("we measured", "its interval", "level of the interval", "n")
            .texts("what was measured", "where the paper says it");
    for (Finding claim : claims) {
      String note = claim.note();
      table.row(
          claim.says(),
          Objects.requireNonNullElse(claim.published(), TableCells.NONE),
          verdict(claim.verdict()) + (note == null ? "" : cells.noted(note)),
          cells.signed(claim.value()),
          cells.interval(claim.interval()),
          Numbers.percent(claim.interval().level()),
          "" + claim.n(),
          claim.quantity(),
          claim.source());
    }
    return table.build(cells);
  }

  private static String verdict(Verdict verdict) {
    return switch (verdict) {
      case SAME -> "yes";
      case OPPOSITE -> "no, the opposite";
      case UNCLEAR -> "cannot be told";
      case NOT_MEASURED -> "fewer than three values";
    };
  }
}
