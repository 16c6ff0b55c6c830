package org.normlab.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static final double[] X = {0.91, 0.93, 0.88, 0.95, 0.90, 0.97, 0.71};
  private static final double[] REVERSED = {0.71, 0.97, 0.90, 0.95, 0.88, 0.93, 0.91};
  private static final double[] Y = {0.90, 0.85, 0.94, 0.80};

  @Test
  void theSameDataHaveTheSameIntervalInAnyOrder() {
    assertThat(Bootstrap.bca(REVERSED, 0.95)).isEqualTo(Bootstrap.bca(X, 0.95));
    assertThat(Bootstrap.greater(REVERSED, Y, 0.95)).isEqualTo(Bootstrap.greater(X, Y, 0.95));
  }

  @Test
  void theIntervalLeansToTheLongTail() {
    Interval interval = Bootstrap.bca(X, 0.95);
    double mean = Sample.mean(X).asOptional().orElseThrow();
    assertThat(mean - interval.low()).isGreaterThan(1.5 * (interval.high() - mean));
  }

  @Test
  void whatIsMovedOrScaledHasAMovedOrScaledInterval() {
    double[] moved = new double[X.length];
    for (int i = 0; i < X.length; i++) {
      moved[i] = 1e6 + 1000 * X[i];
    }
    Interval interval = Bootstrap.bca(X, 0.95);
    Interval far = Bootstrap.bca(moved, 0.95);
    assertThat(far.low()).isCloseTo(1e6 + 1000 * interval.low(), Offset.offset(1e-6));
    assertThat(far.high()).isCloseTo(1e6 + 1000 * interval.high(), Offset.offset(1e-6));
  }

  /**
   * Against {@code scipy.stats.bootstrap(method='BCa', n_resamples=2_000_000)} of SciPy 1.17, on
   * data so skewed that bias and acceleration matter. Means are multiples of 1/n; one such step is
   * allowed.
   */
  @Test
  void skewedDataHaveScipysInterval() {
    double[] high = {0, 0, 0, 1, 1, 2, 5, 40};
    double[] low = {-30, 1, 2, 2, 3, 3, 4, 5, 6, 7, 7, 8};
    double[] few = {1, 2, 3, 5, 9, 20};
    closeTo(high, 0.95, 0.875, 21.875);
    closeTo(high, 0.8, 1.375, 16);
    closeTo(low, 0.95, -9.583333333333334, 4.833333333333333);
    closeTo(low, 0.8, -4.416666666666667, 4.333333333333333);
    closeTo(few, 0.95, 3, 14.5);
    closeTo(few, 0.8, 4, 11.5);
  }

  private static void closeTo(double[] x, double level, double low, double high) {
    Interval interval = Bootstrap.bca(x, level, 1_000_000);
    Offset<Double> step = Offset.offset(1.0001 / x.length);
    assertThat(interval.low()).isCloseTo(low, step);
    assertThat(interval.high()).isCloseTo(high, step);
  }

  /** In tenths, sums of the same values in another order differ in their last bit. */
  @Test
  void roundingOfSumsIsNoBias() {
    Random random = new Random(1);
    for (int sample = 0; sample < 40; sample++) {
      double[] whole = random.doubles(3 + sample % 4).map(u -> Math.floor(20 * u)).toArray();
      double[] tenths = Arrays.stream(whole).map(value -> value / 10).toArray();
      Interval exact = Bootstrap.bca(whole, 0.8);
      Interval rounded = Bootstrap.bca(tenths, 0.8);
      assertThat(rounded.low()).isCloseTo(exact.low() / 10, Offset.offset(1e-12));
      assertThat(rounded.high()).isCloseTo(exact.high() / 10, Offset.offset(1e-12));
    }
  }

  @Test
  void tiesCountHalfInResamplesToo() {
    double[] tied = {1, 2, 2, 2, 3, 3, 5};
    Interval interval = Bootstrap.greater(tied, tied, 0.95);
    assertThat(interval.low() + interval.high()).isCloseTo(1, Offset.offset(0.1));
    assertThat(interval.low()).isGreaterThan(0.1);
  }

  @Test
  void aHigherLevelIsWider() {
    Interval narrow = Bootstrap.bca(X, 0.8);
    Interval wide = Bootstrap.bca(X, 0.99);
    assertThat(wide.low()).isLessThan(narrow.low());
    assertThat(wide.high()).isGreaterThan(narrow.high());
  }
}
