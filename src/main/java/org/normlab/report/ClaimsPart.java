package org.normlab.report;

import java.util.List;

/** What the paper says against what was measured. */
final class ClaimsPart {
  private ClaimsPart() {}

  /** Empty where the study stands for no claims. */
  static List<Element> of(List<Claim> claims) {
    if (claims.isEmpty()) {
      return List.of();
    }
    Cells cells = new Cells();
    Table.Builder table =
        Table.of("What the paper says and what was measured here")
            .texts("the paper says", "where")
            .numbers("we measured", "interval")
            .texts("same direction?");
    for (Claim claim : claims) {
      table.row(
          claim.says(),
          claim.source(),
          cells.signed(claim.measured()),
          cells.interval(claim.interval()),
          claim.verdict());
    }
    return List.of(new Element.Heading(2, "The paper's claims"), table.build(cells));
  }
}
