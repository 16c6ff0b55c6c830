package org.normlab.study.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normlab.statistics.Curves;
import org.normlab.study.answer.CurveSet;

class StepRangeTest {
  private static final CurveSet.InBlock BLOCK =
      new CurveSet.InBlock(
          Map.of(),
          List.of(
              CurveSet.OfMethod.of(
                  "batch",
                  null,
                  Curves.of(
                      List.of(new TreeMap<>(Map.of(0L, 1.0, 10L, 2.0, 20L, 3.0, 30L, 4.0))),
                      0.95))));

  @ParameterizedTest
  @CsvSource({", , 4", "10, , 3", ", 10, 2", "10, 20, 2", "11, 19, 0", "31, , 0"})
  void keepsTheStepsWithinBothEndsIncluded(Long from, Long to, int kept) {
    CurveSet.OfMethod method = new StepRange(from, to).of(BLOCK).methods().getFirst();

    assertThat(method.curves().points())
        .hasSize(kept)
        .allMatch(point -> from == null || point.step() >= from)
        .allMatch(point -> to == null || point.step() <= to);
    assertThat(method.method()).isEqualTo("batch");
    assertThat(method.commonSteps()).isEqualTo(4);
  }

  @Test
  void aRangeOfAllChangesNothing() {
    assertThat(new StepRange(null, null).of(BLOCK)).isSameAs(BLOCK);
  }
}
