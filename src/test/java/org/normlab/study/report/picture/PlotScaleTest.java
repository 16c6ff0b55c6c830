package org.normlab.study.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.normlab.study.report.element.Numbers;
import org.normlab.study.report.element.TextWidth;

/** Places, ticks and how long texts are. */
class PlotScaleTest {
  private static List<String> labels(PlotScale scale, int count) {
    return scale.ticks(count).stream().map(PlotScale.Tick::label).toList();
  }

  @Test
  void linearTicksAreRound() {
    PlotScale scale = PlotScale.linear(DoubleStream.of(0.913, 0.977), 0, 100);
    assertThat(labels(scale, 6)).containsExactly("0.92", "0.94", "0.96");
    assertThat(scale.at(0.913)).isBetween(3.0, 5.0);
  }

  @Test
  void logarithmicTicksArePowersOfTen() {
    PlotScale scale = PlotScale.logarithmic(DoubleStream.of(1e-4, 10), 0, 500);
    assertThat(labels(scale, 6)).containsExactly("1e−4", "0.001", "0.01", "0.1", "1", "10");
    assertThat(scale.at(1e-3) - scale.at(1e-4)).isCloseTo(scale.at(1) - scale.at(0.1), by(1e-9));
  }

  @Test
  void aNarrowLogarithmicScaleStillHasTicks() {
    assertThat(PlotScale.logarithmic(DoubleStream.of(4.1, 4.9), 0, 500).ticks(6).size())
        .isGreaterThan(1);
    assertThat(PlotScale.logarithmic(DoubleStream.of(2, 40), 0, 500).ticks(6))
        .extracting(PlotScale.Tick::label)
        .containsExactly("2", "5", "10", "20");
  }

  @Test
  void equalAndMissingValuesHaveAPlace() {
    assertThat(PlotScale.linear(DoubleStream.of(0.5), 0, 100).at(0.5)).isCloseTo(50, by(1e-9));
    assertThat(PlotScale.linear(DoubleStream.of(0, 0), 0, 100).at(0)).isCloseTo(50, by(1e-9));
    assertThat(PlotScale.linear(DoubleStream.empty(), 0, 100).ticks(5)).isNotEmpty();
    assertThat(PlotScale.logarithmic(DoubleStream.of(3), 0, 100).ticks(5)).isNotEmpty();
  }

  @Test
  void aTextIsCutToItsRoom() {
    String cut = TextWidth.cut("a name that is too long for its room", 12, 100);
    assertThat(TextWidth.of(cut, 12)).isLessThanOrEqualTo(100);
    assertThat(cut).startsWith("a na").endsWith("… room");
    assertThat(TextWidth.cut("short", 12, 100)).isEqualTo("short");
  }

  @Test
  void numbersAreAsLongAsTheyNeedToBe() {
    assertThat(List.of(0.95, 0.0215, -0.00035, 2.30259, 1234.2, 4.5e7, 3e-6, 0.0).stream())
        .map(Numbers::of)
        .containsExactly(
            "0.9500", "0.0215", "−0.00035", "2.303", "1,234", "4.50e7", "3.00e−6", "0");
    assertThat(Numbers.p(0.0004)).isEqualTo("< 0.001");
  }

  private static org.assertj.core.data.Offset<Double> by(double most) {
    return org.assertj.core.api.Assertions.within(most);
  }
}
