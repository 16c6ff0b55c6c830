package org.normlab.statistics.rank;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.normlab.statistics.Estimate;

/** Against {@code multipletests(method='holm')} of statsmodels 0.15. */
class HolmTest {
  private static List<Estimate> figures(double... p) {
    return DoubleStream.of(p).mapToObj(Estimate::of).toList();
  }

  @Test
  void correctedValuesNeverFallAndNeverExceedOne() {
    List<Estimate> adjusted = Holm.adjust(figures(0.04, 0.01, 0.03, 0.005, 0.6));
    double[] expected = {0.09, 0.04, 0.09, 0.025, 0.6};
    for (int i = 0; i < expected.length; i++) {
      assertThat(adjusted.get(i).value()).isCloseTo(expected[i], Offset.offset(1e-15));
    }
    assertThat(Holm.adjust(figures(0.7, 0.8))).isEqualTo(figures(1, 1));
  }

  @Test
  void anUndefinedOneIsNoMemberOfTheFamily() {
    Estimate none = Estimate.undefined("no pairs");
    assertThat(Holm.adjust(List.of(Estimate.of(0.02), none, Estimate.of(0.5))))
        .isEqualTo(List.of(Estimate.of(0.04), none, Estimate.of(0.5)));
    assertThat(Holm.adjust(List.of())).isEmpty();
  }
}
