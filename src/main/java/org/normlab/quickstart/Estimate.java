package org.normlab.quickstart;

import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A mean over seeds with its 95 % confidence interval, mean ± half, by Student's t.
 *
 * @param half NaN for fewer than two values
 */
record Estimate(int n, double mean, double half) {
  static Estimate of(List<Double> values) {
    int n = values.size();
    double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    if (n < 2) {
      return new Estimate(n, mean, Double.NaN);
    }
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    double t = TDistribution.of(n - 1).inverseCumulativeProbability(0.975);
    return new Estimate(n, mean, t * Math.sqrt(squares / (n - 1) / n));
  }
}
