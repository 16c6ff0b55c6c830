package org.normlab.statistics;

import static org.assertj.core.api.Assertions.assertThat;

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

  @Test
  void aHigherLevelIsWider() {
    Interval narrow = Bootstrap.bca(X, 0.8);
    Interval wide = Bootstrap.bca(X, 0.99);
    assertThat(wide.low()).isLessThan(narrow.low());
    assertThat(wide.high()).isGreaterThan(narrow.high());
  }
}
