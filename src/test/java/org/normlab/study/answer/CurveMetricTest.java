package org.normlab.study.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurveMetricTest {
  /** What has no series is followed by one that the same jobs have. */
  @ParameterizedTest
  @CsvSource({
    "test.accuracy, validation.accuracy",
    "best.test.loss, validation.loss",
    "train.loss, train.loss",
    "seconds, validation.accuracy",
    "return, return",
    "return.final, return",
    "return.area, return",
    "visit.2.asterix.final, return",
    "sequence.secondMinusFirst, return"
  })
  void curvesAreOfASeriesThatRunsHave(String compared, String drawn) {
    assertThat(CurveMetric.of(compared)).isEqualTo(drawn);
  }
}
