package org.normlab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.normlab.study.recipe.Finding;
import org.normlab.study.recipe.Replication;

/** What the paper says against what was measured. */
final class ClaimsPart {
  private ClaimsPart() {}

  /** Empty where the study stands for no claims. */
  static List<Element> of(@Nullable Replication replication) {
    if (replication == null || replication.claims().isEmpty()) {
      return List.of();
    }
    List<Element> part = new ArrayList<>();
    part.add(new Element.Heading(2, "The paper's claims"));
    part.add(new Element.Paragraph(replication.paper()));
    if (!replication.changes().isEmpty()) {
      part.add(
          new Element.Paragraph(
              "What differs from the paper's protocol at the scale \"%s\":"
                  .formatted(replication.scale())));
      part.add(new Element.Items(replication.changes()));
    }
    part.add(table(replication.claims()));
    return part;
  }

  private static Table table(List<Finding> claims) {
    Cells cells = new Cells();
    Table.Builder table =
        Table.of("What the paper says and what was measured here")
            .texts("the paper says", "its number", "where", "measured here")
            .numbers("n", "value", "95 % interval")
            .texts("same direction?");
    for (Finding claim : claims) {
      String published = claim.published();
      String note = claim.note();
      table.row(
          claim.says(),
          published == null ? Cells.NONE : published,
          claim.source(),
          claim.quantity(),
          Integer.toString(claim.n()),
          cells.signed(claim.value()),
          cells.interval(claim.interval()),
          said(claim) + (note == null ? "" : cells.noted(note)));
    }
    return table.build(cells);
  }

  private static String said(Finding claim) {
    return claim.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
