package org.normlab.statistics;

/**
 * Friedman's test that all methods rank alike: χ² corrected for ties with k − 1 degrees of freedom,
 * equal to {@code scipy.stats.friedmanchisquare}, and the less conservative F of Iman and Davenport
 * (1980), (N−1)χ² / (N(k−1) − χ²), with k − 1 and (k−1)(N−1).
 */
public record Friedman(
    int methods, int dataSets, Figure chiSquare, Figure p, Figure f, Figure fP) {
  public static Friedman of(Ranks ranks) {
    throw new UnsupportedOperationException();
  }
}
