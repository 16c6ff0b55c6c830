package org.normlab.study.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normlab.study.report.ReportInput;
import org.normlab.study.report.Samples;
import org.normlab.study.report.element.Svg;

class MetricBoundsTest {
  private static final Pattern INTERVAL =
      Pattern.compile("<line class=\"interval [^>]* x2=\"([0-9.]+)\"");
  private static final Pattern SEED = Pattern.compile("<circle [^>]*cx=\"([0-9.]+)\"");

  @ParameterizedTest
  @CsvSource({
    "test.accuracy, 0, 1",
    "train.loss, 0, Infinity",
    "seconds, 0, Infinity",
    "gradientNorm, 0, Infinity",
    "probe.hidden.0.norm.dead, 0, 1",
    "probe.hidden.0.norm.meanAfter, -Infinity, Infinity"
  })
  void aMetricLiesWithinItsBounds(String metric, double low, double high) {
    assertThat(MetricBounds.of(metric)).isEqualTo(new MetricBounds(low, high));
  }

  @Test
  void aDifferenceOfAccuraciesIsAtMostOne() {
    assertThat(MetricBounds.of("test.accuracy").ofDifference()).isEqualTo(new MetricBounds(-1, 1));
    assertThat(MetricBounds.of("test.loss").ofDifference())
        .isEqualTo(new MetricBounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
  }

  /** The mean of 0.9 and 1 has an interval that ends at 1.58. */
  @Test
  void noIntervalOfAnAccuracyIsDrawnBeyondOne() {
    ReportInput material = Samples.oneBlock(Map.of("none", new double[] {0.9, 1.0}));
    String drawn =
        StripPlot.of(
                material.comparison(), material.comparison().blocks().getFirst(), "", Svg.WIDTH)
            .svg()
            .write("every-seed");
    double atOne =
        SEED.matcher(drawn).results().mapToDouble(MetricBoundsTest::place).max().orElseThrow();

    assertThat(INTERVAL.matcher(drawn).results().map(MetricBoundsTest::place))
        .isNotEmpty()
        .allMatch(end -> end <= atOne + 0.1);
  }

  private static double place(MatchResult found) {
    return Double.parseDouble(found.group(1));
  }
}
