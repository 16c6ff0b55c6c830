package org.normlab.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsTest {
  @ParameterizedTest
  @CsvSource({
    "test.accuracy, test.accuracy, higher",
    "best.validation.loss, best.validation.loss, lower",
    "bestEpoch, bestEpoch, none",
    "skippedSteps, skippedSteps, lower",
    "probe.hidden.0.norm.dead, probe.<place>.dead, none",
    "probe.hidden.0.effectiveWeightNorm, probe.<place>.effectiveWeightNorm, none",
    "probe.hidden.0.weightGradientNorm, probe.<tensor>GradientNorm, none",
    "probe.hidden.0.weightNorm, probe.<tensor>Norm, none",
    "probe.blocks.1.scale, probe.<tensor>, none"
  })
  void aMeasuredValueIsFoundByItsName(String measured, String name, String direction) {
    Metric metric = Metrics.find(measured).orElseThrow();
    assertThat(metric.name()).isEqualTo(name);
    assertThat(metric.direction()).isEqualTo(direction);
  }

  @ParameterizedTest
  @CsvSource({"accuracy", "test.acuracy", "best.seconds", "probe.", "probe", "Test.accuracy"})
  void anotherNameIsNoMetric(String name) {
    assertThat(Metrics.find(name)).isEmpty();
  }

  @Test
  void everyMetricIsDefinedOnceInAWholeSentence() {
    assertThat(Metrics.list()).extracting(Metric::name).doesNotHaveDuplicates();
    assertThat(Metrics.list())
        .allSatisfy(
            metric -> {
              assertThat(metric.definition()).startsWith("The ").endsWith(".");
              assertThat(metric.label()).isNotBlank();
            });
  }

  @Test
  void whatHasNoGoodEndOrIsInNoSummaryIsNotCompared() {
    assertThat(Metrics.list())
        .filteredOn(Metric::isComparable)
        .allSatisfy(metric -> assertThat(metric.direction()).isIn("higher", "lower"))
        .extracting(Metric::name)
        .contains("test.accuracy", "seconds", "best.test.loss", "online.accuracy.last")
        .doesNotContain("learningRate", "lossScale", "bestEpoch", "lastEpoch", "validationRows")
        .noneMatch(name -> name.startsWith("probe."));
  }
}
