package org.normlab.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Describes how much a method depends on a positive setting x, such as the learning rate or the
 * batch size. At each x of the grid the mean over seeds is taken of the cell that was chosen there,
 * of all cells of that x (which may differ in other settings); of several chosen the best. The area
 * is that of this curve over log10 x by the trapezoid rule, divided by the width log10 x_max −
 * log10 x_min: the mean best score of an x drawn evenly on a log scale. A method that works at any
 * x has an area close to its best.
 *
 * @param area undefined with fewer than two x, or where an x has no value
 * @param best of the curve
 * @param worst of the curve
 */
public record Sensitivity(Estimate area, Estimate best, Estimate worst, List<Position> curve) {
  /**
   * The runs of one x with one choice of the other settings.
   *
   * @param chosen whether the others were chosen so: by another figure than the scores, or the mean
   *     is too good
   */
  public record Cell(double x, Scores scores, boolean chosen) {}

  /**
   * One x of the grid.
   *
   * @param best mean over seeds of its chosen cell
   * @param values runs with a value over all cells of this x
   */
  public record Position(
      double x, Estimate best, int cells, int values, int diverged, int missing) {}

  public Sensitivity {
    curve = List.copyOf(curve);
  }

  /**
   * Measures the sensitivity over all cells of a grid, in any order.
   *
   * @param divergedAs the score that a diverged run counts as, such as the accuracy of guessing;
   *     null leaves it out of the means. Left out, a rate at which most runs diverge looks good
   */
  public static Sensitivity of(List<Cell> cells, Direction better, @Nullable Double divergedAs) {
    SortedMap<Double, List<Cell>> grid = new TreeMap<>();
    for (Cell cell : cells) {
      grid.computeIfAbsent(checked(cell.x()), x -> new ArrayList<>()).add(cell);
    }
    List<Position> curve = new ArrayList<>();
    grid.forEach((x, atX) -> curve.add(position(x, atX, better, divergedAs)));
    Comparator<Estimate> goodness =
        Comparator.comparingDouble(figure -> better.oriented(figure.asOptional().orElseThrow()));
    List<Estimate> means = curve.stream().map(Position::best).filter(Estimate::defined).toList();
    Estimate none = Estimate.undefined(Sample.EMPTY);
    return new Sensitivity(
        area(curve),
        means.stream().max(goodness).orElse(none),
        means.stream().min(goodness).orElse(none),
        curve);
  }

  private static double checked(double x) {
    if (!(x > 0 && Double.isFinite(x))) {
      throw new IllegalArgumentException("x is " + x + "; allowed: above 0, finite");
    }
    return x;
  }

  private static Position position(
      double x, List<Cell> cells, Direction better, @Nullable Double divergedAs) {
    Estimate best =
        cells.stream()
            .filter(Cell::chosen)
            .map(cell -> mean(cell.scores(), divergedAs))
            .filter(Estimate::defined)
            .max(
                Comparator.comparingDouble(
                    mean -> better.oriented(mean.asOptional().orElseThrow())))
            .orElse(Estimate.undefined(Sample.EMPTY));
    int values = cells.stream().mapToInt(cell -> cell.scores().values().length).sum();
    int diverged = cells.stream().mapToInt(cell -> cell.scores().diverged()).sum();
    int missing = cells.stream().mapToInt(cell -> cell.scores().missing()).sum();
    return new Position(x, best, cells.size(), values, diverged, missing);
  }

  private static Estimate mean(Scores scores, @Nullable Double divergedAs) {
    double[] values = scores.values();
    if (divergedAs == null) {
      return Sample.mean(values);
    }
    double[] all = Arrays.copyOf(values, values.length + scores.diverged());
    Arrays.fill(all, values.length, all.length, divergedAs);
    return Sample.mean(all);
  }

  private static Estimate area(List<Position> curve) {
    if (curve.size() < 2) {
      return Estimate.undefined("fewer than two values of the setting");
    }
    double sum = 0;
    for (int i = 0; i < curve.size(); i++) {
      Double best = curve.get(i).best().value();
      if (best == null) {
        return Estimate.undefined("no value at " + curve.get(i).x());
      }
      double left = Math.log10(curve.get(Math.max(0, i - 1)).x());
      double right = Math.log10(curve.get(Math.min(curve.size() - 1, i + 1)).x());
      sum += best * (right - left) / 2;
    }
    double width = Math.log10(curve.getLast().x()) - Math.log10(curve.getFirst().x());
    return Estimate.of(sum / width);
  }
}
