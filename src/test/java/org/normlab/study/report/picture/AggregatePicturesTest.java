package org.normlab.study.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.statistics.Direction;
import org.normlab.statistics.DivergedPairs;
import org.normlab.statistics.Scores;
import org.normlab.study.answer.aggregate.AggregateInput;
import org.normlab.study.answer.aggregate.AggregateSettings;
import org.normlab.study.answer.aggregate.Aggregates;
import org.normlab.study.answer.aggregate.Aggregator;
import org.normlab.study.report.element.Picture;

/** Pictures of aggregates; with {@code -Dnormlab.pictures=DIR} they are written there. */
class AggregatePicturesTest {
  /** Returns of agents in three games, eight seeds each. */
  private static Aggregates agents(int methods, String metric) {
    List<AggregateInput.OfBlock> blocks =
        List.of(
            block("minatar/breakout", methods, 8),
            block("minatar/asterix", methods, 12),
            block("minatar/space-invaders", methods, 40));
    AggregateInput input =
        new AggregateInput(
            metric, Direction.HIGHER, "norm", "m0", 0.95, DivergedPairs.LEFT_OUT, true, blocks);
    return new Aggregator(input, AggregateSettings.USUAL).aggregate();
  }

  private static AggregateInput.OfBlock block(String game, int methods, double size) {
    Map<String, Scores> values = new LinkedHashMap<>();
    for (int m = 0; m < methods; m++) {
      double[] of = new double[8];
      for (int seed = 0; seed < of.length; seed++) {
        of[seed] = size * (0.6 + 0.12 * m + 0.05 * ((seed * 7 + m * 3 + game.length()) % 8));
      }
      of[7] = m == 1 ? Double.NaN : of[7];
      values.put(m == 2 ? "normalize-and-project" : "m" + m, Scores.of(of));
    }
    return new AggregateInput.OfBlock(Map.of("environment.name", game), Set.of(game), values);
  }

  private static String written(@Nullable Picture picture, String name) throws Exception {
    String svg = Objects.requireNonNull(picture).svg().writeStyled("picture-" + name);
    String folder = System.getProperty("normlab.pictures");
    if (folder != null) {
      Files.writeString(Path.of(folder, name + ".svg"), svg);
    }
    return svg;
  }

  private static int count(String text, String part) {
    return text.split(part, -1).length - 1;
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 760})
  void eachAggregateHasItsPanel(int width) throws Exception {
    String svg = written(AggregatePlot.of(agents(4, "return.final"), width), "aggregate-" + width);
    assertThat(svg)
        .contains(">IQM</text>", ">mean</text>", ">median</text>", ">optimality gap</text>")
        .contains("<title>m1: IQM ");
    assertThat(count(svg, "class=\"interval")).isEqualTo(16);
    assertThat(count(svg, "interval \\[")).isEqualTo(16);
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 760})
  void eachPairIsARowAboutOneHalf(int width) throws Exception {
    String svg =
        written(ImprovementPlot.of(agents(4, "return.final"), width), "improvement-" + width);
    assertThat(count(svg, "<g><title>")).isEqualTo(6);
    assertThat(svg).contains("class=\"zero\"", "m3 over m0");
    String many = written(ImprovementPlot.of(agents(9, "return.final"), width), "pairs-" + width);
    assertThat(count(many, "<g><title>")).isEqualTo(8);
    assertThat(many).contains("Of 9 methods only the pairs with m0 are shown");
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 760})
  void profilesHaveBands(int width) throws Exception {
    Picture picture = ProfilePlot.of(agents(4, "return.final"), width);
    String svg = written(picture, "profile-" + width);
    assertThat(count(svg, "class=\"band")).isEqualTo(4);
    assertThat(count(svg, "<polyline")).isEqualTo(4);
    assertThat(svg).contains("m1 (n = 21)", "share of runs above");
  }

  /** Returns of these games have no scale in common where the metric is no return. */
  @Test
  void withoutAScaleOnlyPairsAreDrawn() {
    Aggregates none = agents(2, "test.loss");
    assertThat(AggregatePlot.of(none, 760)).isNull();
    assertThat(ProfilePlot.of(none, 760)).isNull();
    assertThat(ImprovementPlot.of(none, 760)).isNotNull();
  }
}
