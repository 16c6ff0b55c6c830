package org.normlab.study.web.answer;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.run.web.FigureView;
import org.normlab.run.web.IntervalView;
import org.normlab.study.recipe.Replication;
import org.normlab.study.recipe.claim.Finding;
import org.normlab.study.recipe.claim.Verdict;

/** A recipe held against its paper, as the API shows it. */
@Schema(
    name = "Replication",
    description = "What the recipe's paper says beside what was measured.")
record ReplicationView(
    String recipe,
    String title,
    String paper,
    String scale,
    @Schema(description = "Whether every run has ended, so that nothing will change.")
        boolean complete,
    @Schema(description = "What differs from the paper's protocol.") List<String> changes,
    @Schema(description = "The level at which the verdicts of all claims hold together.")
        double level,
    @Schema(description = "The number of claims over which Holm corrects: those measured.")
        int correctedFor,
    List<FindingView> claims) {

  /** A claim and what was measured. */
  @Schema(name = "Finding", description = "A claim of the paper beside what was measured.")
  record FindingView(
      @Schema(description = "What the paper says.") String says,
      @Schema(description = "Where the paper says it, and how its number was read.") String source,
      @Schema(description = "The paper's number; null where none could be verified.")
          @Nullable String published,
      @Schema(description = "What value is.") String quantity,
      @Schema(
              description =
                  "The number of values that it is the mean of: seeds, or data sets where there"
                      + " are several.")
          int n,
      FigureView value,
      @Schema(
              description =
                  "The interval that the verdict rests on, at the level corrected for the other"
                      + " claims.")
          IntervalView interval,
      @Schema(
              description =
                  "Whether what was measured agrees with the claim. UNCLEAR where the interval does"
                      + " not tell, where there is none since all values are equal, or where runs"
                      + " that diverged speak against it; NOT_MEASURED with fewer than three"
                      + " values.")
          Verdict verdict,
      @Schema(
              description =
                  "Runs that diverged or have no result; the margin of a claim that two are equal.")
          @Nullable String note) {
    static FindingView of(Finding finding) {
      return new FindingView(
          finding.says(),
          finding.source(),
          finding.published(),
          finding.quantity(),
          finding.n(),
          FigureView.of(finding.value()),
          IntervalView.of(finding.interval()),
          finding.verdict(),
          finding.note());
    }
  }

  static ReplicationView of(Replication replication) {
    return new ReplicationView(
        replication.recipe(),
        replication.title(),
        replication.paper(),
        replication.scale(),
        replication.complete(),
        replication.changes(),
        replication.level(),
        replication.correctedFor(),
        replication.claims().stream().map(FindingView::of).toList());
  }
}
