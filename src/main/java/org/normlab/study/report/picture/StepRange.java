package org.normlab.study.report.picture;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.statistics.Curves;
import org.normlab.study.answer.CurveSet;

/**
 * A range of steps, both ends included.
 *
 * @param from first step; null for the first of all
 * @param to last step; null for the last of all
 */
public record StepRange(@Nullable Long from, @Nullable Long to) {
  /**
   * Checks the order of the ends.
   *
   * @throws IllegalArgumentException where an end is negative or the range is empty
   */
  public StepRange {
    if ((from != null && from < 0) || (to != null && to < 0)) {
      throw new IllegalArgumentException(
          "from and to are numbers of steps, from 0; received from %s to %s".formatted(from, to));
    }
    if (from != null && to != null && from >= to) {
      throw new IllegalArgumentException(
          "from must be below to; received from %d to %d".formatted(from, to));
    }
  }

  /** Returns a block with only those points of its curves that are within. */
  CurveSet.InBlock of(CurveSet.InBlock block) {
    return from == null && to == null
        ? block
        : new CurveSet.InBlock(
            block.coordinates(), block.methods().stream().map(this::of).toList());
  }

  private CurveSet.OfMethod of(CurveSet.OfMethod method) {
    Curves all = method.curves();
    List<Curves.Point> within = all.points().stream().filter(this::holds).toList();
    return new CurveSet.OfMethod(
        method.method(),
        method.chosen(),
        new Curves(all.series(), all.empty(), all.leftOut(), within),
        method.commonSteps(),
        method.every());
  }

  private boolean holds(Curves.Point point) {
    return (from == null || point.step() >= from) && (to == null || point.step() <= to);
  }

  @Override
  public String toString() {
    return (from == null ? "the first step" : "step " + from)
        + " to "
        + (to == null ? "the last" : to);
  }
}
