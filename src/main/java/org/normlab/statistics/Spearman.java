package org.normlab.statistics;

import java.util.List;

/**
 * Spearman's rank correlation of two orders, ties averaged, with a two-sided p by Student's t; equal
 * to {@code scipy.stats.spearmanr}.
 */
public record Spearman(int n, Figure rho, Figure p) {
  /**
   * @param x as long as {@code y}, finite
   */
  public static Spearman of(List<Double> x, List<Double> y) {
    throw new UnsupportedOperationException();
  }
}
