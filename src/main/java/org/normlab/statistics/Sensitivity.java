package org.normlab.statistics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much a method depends on a positive setting x, such as the learning rate or the batch size.
 * At each x of the grid the best score is taken: of all cells of that x (which may differ in other
 * settings) the best mean over seeds. The area is that of this curve over log10 x by the trapezoid
 * rule, divided by the width log10 x_max − log10 x_min: the mean best score of an x drawn evenly on
 * a log scale. A method that works at any x has an area close to its best.
 *
 * @param area undefined with fewer than two x, or where an x has no value
 * @param best of the curve
 * @param worst of the curve
 */
public record Sensitivity(Figure area, Figure best, Figure worst, List<Position> curve) {
  /** The runs of one x with one choice of the other settings. */
  public record Cell(double x, Scores scores) {}

  /**
   * One x of the grid.
   *
   * @param best mean over seeds of its best cell
   * @param values runs with a value over all cells of this x
   */
  public record Position(
      double x, Figure best, int cells, int values, int diverged, int missing) {}

  public Sensitivity {
    curve = List.copyOf(curve);
  }

  /**
   * @param divergedAs the score that a diverged run counts as, such as the accuracy of guessing;
   *     null leaves it out of the means. Left out, a rate at which most runs diverge looks good
   */
  public static Sensitivity of(List<Cell> cells, Better better, @Nullable Double divergedAs) {
    throw new UnsupportedOperationException();
  }
}
