package org.normlab.norm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.norm.site.Activation;
import org.normlab.norm.site.Axes;

/** What the papers say of their methods, measured. */
class FactsTest {
  private static final double LAMBDA = 1.0507009873554805;
  private static final double ALPHA = 1.6732632423543772;

  private static double selu(double x) {
    return x > 0 ? LAMBDA * x : LAMBDA * ALPHA * Math.expm1(x);
  }

  /** E f(√s z) of a standard normal z, by the trapezoidal rule, exact to rounding here. */
  private static double expected(DoubleUnaryOperator f, double s) {
    double h = 1e-3;
    double sum = 0;
    for (double z = -12; z <= 12; z += h) {
      sum += f.applyAsDouble(Math.sqrt(s) * z) * Math.exp(-z * z / 2);
    }
    return sum * h / Math.sqrt(2 * Math.PI);
  }

  /** Mean and variance after a unit whose weights have sum 0 and squared length 1: eq. 4 and 5. */
  private static double[] momentMap(double variance) {
    double first = expected(FactsTest::selu, variance);
    double second = expected(x -> selu(x) * selu(x), variance);
    return new double[] {first, second - first * first};
  }

  /** Klambauer et al. 2017, theorem 1: an attracting fixed point. */
  @Test
  void seluMapsMeanZeroAndVarianceOneToThemselves() {
    double[] fixed = momentMap(1);
    assertThat(fixed[0]).isCloseTo(0, within(1e-6));
    assertThat(fixed[1]).isCloseTo(1, within(1e-6));
    double h = 1e-4;
    double[] up = momentMap(1 + h);
    double[] down = momentMap(1 - h);
    double towardsMean = (up[0] - down[0]) / (2 * h);
    double towardsVariance = (up[1] - down[1]) / (2 * h);
    // The other column of the Jacobian is zero where the weights sum to 0.
    assertThat(Math.hypot(towardsMean, towardsVariance)).isCloseTo(0.7877, within(1e-4));
  }

  /** Its constants, as networks compute it, are a test of the networks' nonlinearities. */
  @Test
  void selfNormalizingNetworksHaveThisNonlinearity() {
    assertThat(Methods.usual("self-normalizing").nonlinearity()).contains(Activation.SELU);
  }

  /** The mean scale by which a method divides n Gaussian numbers of deviation 2.5 a channel. */
  private static double scale(String type, String more, int n, int channels) {
    Random random = new Random(n);
    double[] x =
        DoubleStream.generate(() -> 7 + 2.5 * random.nextGaussian())
            .limit((long) n * channels)
            .toArray();
    SiteRun run = new SiteRun(Methods.of(type, ",\"momentum\":1" + more), Axes.DENSE, channels, 1);
    double[] scales = run.pass(x, x, Map.of()).states().get("s.runningScale");
    return Arrays.stream(scales).average().orElseThrow() / 2.5;
  }

  /** Hoffer et al. 2018: the constant makes the mean distance an estimate of the deviation. */
  @ParameterizedTest
  @ValueSource(ints = {10_000, 1_000_000})
  void theScaleOfL1IsTheDeviation(int n) {
    assertThat(scale("l1-batch", "", n, 1)).isCloseTo(1, within(4 / Math.sqrt(n)));
  }

  @Test
  void aWrongConstantOfL1ScalesItsScale() {
    double right = scale("l1-batch", "", 1000, 1);
    assertThat(scale("l1-batch", ",\"constantFactor\":4", 1000, 1))
        .isCloseTo(4 * right, within(1e-12));
  }

  /** It is no calibration: γ has to take up between 1.12 and 1.36. */
  @ParameterizedTest
  @CsvSource({"300, 1000", "3000, 100", "30000, 10", "300000, 4", "1000000, 2"})
  void theScaleOfTheTenLargestExceedsTheDeviation(int n, int channels) {
    assertThat(scale("topk-batch", ",\"k\":10", n, channels)).isBetween(1.12, 1.37);
  }
}
