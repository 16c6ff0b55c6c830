package org.normlab.norm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.normlab.norm.site.Axes;
import org.normlab.norm.site.Site;
import org.normlab.setting.Families;

/** What methods are marked with, from which lists of words are derived, is true of them. */
class MarkersTest {
  private static final int BATCH = 64;

  /** Its running values follow the weight's scale over many steps. */
  private static final String FOLLOWS_SLOWLY = "batch-renorm";

  /** Settings under which a method is defined in recurrence, where it is not by default. */
  private static final Map<String, String> IN_RECURRENCE =
      Map.of("bounded-weight", ",\"activation\":\"none\"");

  private static SiteRun run(String type, Axes axes) {
    return new SiteRun(Methods.usual(type), axes, Exam.CHANNELS, 1);
  }

  private static boolean is(String type, Class<?> marker) {
    return marker.isInstance(Methods.usual(type));
  }

  static Stream<Arguments> scaleInvariant() {
    return Families.words(Normalization.class, ScaleInvariant.class).stream()
        .filter(type -> !type.equals(FOLLOWS_SLOWLY))
        .flatMap(
            type ->
                Stream.of(Axes.DENSE, Axes.IMAGE)
                    .filter(axes -> run(type, axes).isDefined(BATCH))
                    .map(axes -> Arguments.of(type, axes)));
  }

  private static double[] output(SiteRun run, double[] x) {
    return run.pass(x, new double[x.length], Map.of()).output();
  }

  private static double[] scaled(double[] x, int positions, IntToDoubleFunction ofChannel) {
    return IntStream.range(0, x.length)
        .mapToDouble(i -> x[i] * ofChannel.applyAsDouble(i / positions % Exam.CHANNELS))
        .toArray();
  }

  @ParameterizedTest
  @MethodSource("scaleInvariant")
  void theScaleOfTheWeightBeforeMakesNoDifference(String type, Axes axes) {
    SiteRun run = run(type, axes);
    int positions = run.row() / Exam.CHANNELS;
    double[] x = Exam.noise(1, BATCH * run.row(), 2, 0.5);
    double[] y = output(run, x);
    double[] whole = output(run, scaled(x, positions, _ -> 8));
    double[] rows = output(run, scaled(x, positions, channel -> 2 + 3 * channel));
    assertThat(distance(y, whole)).isCloseTo(0, within(1e-3));
    if (is(type, RowScaleInvariant.class)) {
      assertThat(distance(y, rows)).isCloseTo(0, within(1e-3));
    } else {
      assertThat(distance(y, rows)).isGreaterThan(1e-2);
    }
  }

  /** The mean: where two values are all that statistics are of, some are as small as ε. */
  private static double distance(double[] one, double[] other) {
    return IntStream.range(0, one.length)
        .mapToDouble(i -> Math.abs(one[i] - other[i]))
        .average()
        .orElseThrow();
  }

  /** One without arithmetic at its sites is defined anywhere and is no choice to recommend. */
  @Test
  void methodsAreDefinedInRecurrenceAsTheyAreMarked() {
    Site site = new Site("s", Exam.CHANNELS, Axes.RECURRENT, 1, null);
    List<String> defined =
        Families.words(Normalization.class, Object.class).stream()
            .filter(type -> !type.equals("none"))
            .filter(type -> isDefined(inRecurrence(type), site))
            .toList();
    assertThat(defined)
        .containsExactlyInAnyOrderElementsOf(
            Families.words(Normalization.class, DefinedInRecurrence.class));
  }

  private static Normalization inRecurrence(String type) {
    String more = IN_RECURRENCE.get(type);
    return more == null ? Methods.usual(type) : Methods.of(type, more);
  }

  /** A method that acts on residual branches is refused where there are none. */
  private static boolean isDefined(Normalization method, Site site) {
    return method.problems(site, BATCH).isEmpty() && !method.needsBranches();
  }

  @Test
  void methodsAroundAnotherOneTakeAllThatAreMarked() {
    assertThat(Families.words(Normalization.class, RowScaleInvariant.class)).hasSize(7);
    assertThat(Families.words(Normalization.class, ScaleInvariant.class)).hasSize(14);
    assertThat(Families.words(Normalization.class, ActivationNormalizing.class)).hasSize(19);
  }
}
