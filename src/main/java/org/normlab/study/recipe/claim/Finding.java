package org.normlab.study.recipe.claim;

import org.jspecify.annotations.Nullable;
import org.normlab.statistics.Estimate;
import org.normlab.statistics.Interval;

/**
 * Describes what the paper says beside what was measured.
 *
 * @param published the paper's number, in the paper's unit; null where none could be verified
 * @param quantity what {@code value} is, in words
 * @param n values that it is the mean of: seeds, or data sets where there are several
 * @param interval of the value, at the level after correction that its verdict rests on
 * @param note runs that diverged or have no result, a test beside the interval; null without
 */
public record Finding(
    String says,
    String source,
    @Nullable String published,
    String quantity,
    int n,
    Estimate value,
    Interval interval,
    Verdict verdict,
    @Nullable String note) {
  public static Finding of(Claim claim, Measured measured) {
    return new Finding(
        claim.says(),
        claim.source(),
        claim.published(),
        claim.measure().quantity(),
        measured.n(),
        measured.value(),
        measured.interval(),
        measured.verdict(),
        measured.note());
  }
}
