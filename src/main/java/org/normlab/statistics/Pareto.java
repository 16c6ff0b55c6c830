package org.normlab.statistics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of several methods no other one beats: none is at least as good on all axes and better on
 * one. Equal points are all on the front.
 *
 * @param front indices of points, in the given order
 * @param leftOut indices of points that lack a coordinate
 */
public record Pareto(List<Integer> front, List<Integer> leftOut) {
  public Pareto {
    front = List.copyOf(front);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * @param points each with one coordinate an axis; null where not known
   */
  public static Pareto of(List<? extends List<@Nullable Double>> points, List<Better> axes) {
    throw new UnsupportedOperationException();
  }
}
