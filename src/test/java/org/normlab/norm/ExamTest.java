package org.normlab.norm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.normlab.norm.SiteRun.Passed;
import org.normlab.spec.JobJson;

/** One exam for every method at every kind of site where it is defined. */
class ExamTest {
  private static final int CHANNELS = 6;
  private static final int BATCH = 12;

  /** Settings other than the defaults, where these would be no exam. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "ghost-batch", ",\"size\":4",
          "topk-batch", ",\"k\":3",
          "iterative", ",\"iterations\":9",
          "decorrelated", ",\"groupSize\":4",
          "batch-renorm", ",\"rMax\":1.5,\"dMax\":0.5");

  /** Those whose answer to huge input is another one than deviation 1: why. */
  private static final Map<String, String> OTHER_DEVIATION =
      Map.of(
          "linf-batch", "the constant is no calibration",
          "topk-batch", "the constant is no calibration",
          "batch-renorm", "corrected towards running statistics of small input",
          "power", "divides by running moments",
          "filter-response", "contains its nonlinearity",
          "evonorm-s0", "contains its nonlinearity",
          "evonorm-b0", "contains its nonlinearity",
          "dynamic-tanh", "takes no statistics");

  static Stream<Arguments> everywhere() {
    return JobJson.variants(Normalization.class).stream()
        .map(JobJson.Variant::type)
        .filter(type -> !type.equals("norm-matched-rate"))
        .flatMap(
            type ->
                Stream.of(Axes.values())
                    .filter(axes -> run(type, axes, 1).isDefined(BATCH))
                    .map(axes -> Arguments.of(type, axes)));
  }

  static Stream<Arguments> normalizing() {
    return everywhere().filter(place -> isNormalizing((String) place.get()[0]));
  }

  private static boolean isNormalizing(String type) {
    boolean[] acts = new boolean[1];
    for (Axes axes : Axes.values()) {
      SiteRun run = run(type, axes, 1);
      if (run.isDefined(BATCH) && !run.start().isEmpty()) {
        acts[0] = true;
      }
    }
    return acts[0] && !Set.of("bounded-weight", "fixup").contains(type);
  }

  static Normalization method(String type) {
    return Methods.of(type, SETTINGS.getOrDefault(type, ""));
  }

  private static SiteRun run(String type, Axes axes, int replicas) {
    return new SiteRun(method(type), axes, CHANNELS, replicas);
  }

  private static double[] noise(long seed, int count, double deviation, double mean) {
    Random random = new Random(seed);
    return DoubleStream.generate(() -> mean + deviation * random.nextGaussian())
        .limit(count)
        .toArray();
  }

  private static double[] input(SiteRun run, double deviation, double mean) {
    return noise(1, BATCH * run.row(), deviation, mean);
  }

  private static void assertFinite(Passed passed) {
    assertThat(passed.output()).doesNotContain(Double.NaN);
    assertThat(Arrays.stream(passed.output()).allMatch(Double::isFinite)).isTrue();
    assertThat(Arrays.stream(passed.inputGradient()).allMatch(Double::isFinite)).isTrue();
    passed.gradients().forEach((name, g) -> assertAllFinite(name, g));
    passed.states().forEach(ExamTest::assertAllFinite);
  }

  private static void assertAllFinite(String name, double[] values) {
    assertThat(Arrays.stream(values).allMatch(Double::isFinite)).as(name).isTrue();
  }

  @ParameterizedTest
  @MethodSource("everywhere")
  void shapeStaysAndExtremesAreFinite(String type, Axes axes) {
    SiteRun run = run(type, axes, 2).inFloats();
    double[] upstream = input(run, 1, 0);
    for (double scale : new double[] {1, 1e-18, 1e18}) {
      double[] x = input(run, scale, 0.3 * scale);
      Passed passed = run.pass(x, upstream, Map.of());
      assertThat(passed.output()).hasSameSizeAs(x);
      assertFinite(passed);
    }
    for (double constant : new double[] {0, 3, 1e18}) {
      double[] x = new double[BATCH * run.row()];
      Arrays.fill(x, constant);
      assertFinite(run.pass(x, upstream, Map.of()));
    }
  }

  @ParameterizedTest
  @MethodSource("normalizing")
  void hugeInputIsNormalizedToo(String type, Axes axes) {
    int large = axes == Axes.IMAGE ? 64 : 6;
    for (int channels : new int[] {CHANNELS, large}) {
      SiteRun run = new SiteRun(method(type), axes, channels, 1).inFloats();
      double[] x = noise(4, 4 * BATCH * run.row(), 1e18, 0);
      double[] y = run.pass(x, x, Map.of()).output();
      double mean = Arrays.stream(y).average().orElseThrow();
      double deviation =
          Math.sqrt(Arrays.stream(y).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
      if (OTHER_DEVIATION.containsKey(type)) {
        assertThat(deviation).isGreaterThan(0.1);
      } else {
        assertThat(deviation).isBetween(0.9, 1.1);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("everywhere")
  void aSampleGetsTheSameAnswerAloneUnlessTheBatchCounts(String type, Axes axes) {
    SiteRun run = run(type, axes, 2);
    double[] x = input(run, 2, 0.5);
    double[] whole = run.pass(x, x, Map.of()).output();
    double[] two = Arrays.copyOfRange(x, 3 * run.row(), 5 * run.row());
    double[] alone = run.pass(two, two, Map.of()).output();
    double[] part = Arrays.copyOfRange(whole, 3 * run.row(), 5 * run.row());
    boolean usesRunningValues = Set.of("power").contains(type);
    if (method(type).batchDependent() && !usesRunningValues) {
      assertThat(distance(alone, part)).isGreaterThan(1e-3);
    } else {
      assertThat(distance(alone, part)).isLessThan(1e-9);
    }
  }

  @ParameterizedTest
  @MethodSource("everywhere")
  void aPermutedBatchGivesPermutedOutput(String type, Axes axes) {
    SiteRun run = run(type, axes, 2);
    double[] x = input(run, 2, 0.5);
    int[] order = {5, 3, 11, 0, 1, 2, 10, 9, 8, 7, 6, 4};
    double[] expected = permuted(run.pass(x, x, Map.of()).output(), order, run.row());
    double[] y = permuted(x, order, run.row());
    double[] actual = run.pass(y, y, Map.of()).output();
    if (type.equals("ghost-batch")) {
      assertThat(distance(actual, expected)).isGreaterThan(1e-3);
    } else {
      assertThat(distance(actual, expected)).isLessThan(1e-9);
    }
  }

  private static double[] permuted(double[] x, int[] order, int row) {
    return IntStream.of(order)
        .boxed()
        .flatMapToDouble(i -> Arrays.stream(x, i * row, (i + 1) * row))
        .toArray();
  }

  /** The directional derivative in float64; what a method holds fixed is where its limits are. */
  @ParameterizedTest
  @MethodSource("everywhere")
  void theGradientIsThatOfTheOutput(String type, Axes axes) {
    if (type.equals("power")) {
      return; // its gradient is not the output's: PowerTest
    }
    SiteRun run = run(type, axes, 2);
    double[] x = input(run, 2, 0.5);
    double[] upstream = noise(2, x.length, 1, 0);
    Map<String, double[]> given = perturbed(run);
    Passed here = run.pass(x, upstream, given);
    double[] direction = noise(3, x.length, 1, 0);
    double h = 1e-6;
    double ahead = dot(upstream, run.pass(moved(x, direction, h), upstream, given).output());
    double back = dot(upstream, run.pass(moved(x, direction, -h), upstream, given).output());
    assertClose(dot(here.inputGradient(), direction), (ahead - back) / (2 * h));
    here.gradients()
        .forEach(
            (name, gradient) -> {
              double[] way = noise(name.hashCode(), gradient.length, 1, 0);
              Map<String, double[]> more = new HashMap<>(given);
              more.put(name, moved(given.get(name), way, h));
              double up = dot(upstream, run.pass(x, upstream, more).output());
              more.put(name, moved(given.get(name), way, -h));
              double down = dot(upstream, run.pass(x, upstream, more).output());
              assertClose(dot(gradient, way), (up - down) / (2 * h));
            });
  }

  private static void assertClose(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(1e-5 * (1 + Math.abs(expected))));
  }

  /** Parameters that differ from channel to channel, and running values far from the batch's. */
  private static Map<String, double[]> perturbed(SiteRun run) {
    Map<String, double[]> values = new HashMap<>(run.start());
    values.replaceAll(
        (name, start) ->
            name.contains("running")
                ? far(name, start)
                : moved(start, noise(name.hashCode(), start.length, 1, 0), 0.1));
    return values;
  }

  /** So far that batch renormalization's r and d, which it holds fixed, are at their limits. */
  private static double[] far(String name, double[] start) {
    double[] values = start.clone();
    if (name.endsWith("runningMean")) {
      Arrays.fill(values, -100);
    } else if (name.endsWith("runningVariance")) {
      Arrays.fill(values, 0.01);
    }
    return values;
  }

  private static double[] moved(double[] x, double[] direction, double step) {
    return IntStream.range(0, x.length).mapToDouble(i -> x[i] + step * direction[i]).toArray();
  }

  private static double dot(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
  }

  @ParameterizedTest
  @MethodSource("everywhere")
  void replicasNeverMix(String type, Axes axes) {
    SiteRun fused = run(type, axes, 3);
    SiteRun single = run(type, axes, 1);
    double[] x = input(fused, 2, 0.5);
    double[] upstream = noise(2, x.length, 1, 0);
    Passed together = fused.pass(x, upstream, Map.of());
    int row = axes == Axes.TOKENS ? CHANNELS : single.row();
    for (int r = 0; r < 3; r++) {
      double[] mine = replica(x, r, row);
      Passed alone = single.pass(mine, replica(upstream, r, row), Map.of());
      assertThat(distance(replica(together.output(), r, row), alone.output())).isLessThan(1e-9);
      assertThat(distance(replica(together.inputGradient(), r, row), alone.inputGradient()))
          .isLessThan(1e-7);
      int number = r;
      alone.states().forEach((name, s) -> assertSlice(together.states().get(name), s, number));
      alone
          .gradients()
          .forEach((name, g) -> assertSlice(together.gradients().get(name), g, number));
    }
  }

  private static void assertSlice(double[] all, double[] one, int r) {
    double[] mine = Arrays.copyOfRange(all, r * one.length, (r + 1) * one.length);
    assertThat(mine).containsExactly(one, within(1e-7));
  }

  /** Rows lie one after another, in each of them the replicas. */
  private static double[] replica(double[] x, int r, int row) {
    int rows = x.length / (3 * row);
    return IntStream.range(0, rows)
        .boxed()
        .flatMapToDouble(i -> Arrays.stream(x, (3 * i + r) * row, (3 * i + r + 1) * row))
        .toArray();
  }

  @ParameterizedTest
  @MethodSource("everywhere")
  void evaluationBeforeTrainingIsDefined(String type, Axes axes) {
    SiteRun run = run(type, axes, 2).evaluation();
    double[] x = input(run, 2, 0.5);
    Passed once = run.pass(x, x, Map.of());
    assertFinite(once);
    assertThat(run.pass(x, x, Map.of()).output()).isEqualTo(once.output());
    // Nothing is learned from what is evaluated, and no sample from another.
    Passed single = run.pass(Arrays.copyOf(x, run.row()), Arrays.copyOf(x, run.row()), Map.of());
    assertThat(single.states().toString().length()).isPositive();
    single.states().forEach((name, s) -> assertThat(once.states().get(name)).isEqualTo(s));
    assertThat(distance(single.output(), Arrays.copyOf(once.output(), run.row()))).isLessThan(1e-9);
  }

  /** All that a step carries over is in its states: put back, the next step is the same. */
  @ParameterizedTest
  @MethodSource("everywhere")
  void stateIsAllThatIsRemembered(String type, Axes axes) {
    SiteRun run = run(type, axes, 2);
    double[] x = input(run, 2, 0.5);
    Passed first = run.pass(x, x, Map.of());
    Map<String, double[]> saved = new HashMap<>(run.start());
    saved.putAll(first.states());
    Passed next = run.pass(x, x, saved);
    Passed again = run.pass(x, x, saved);
    assertThat(again.output()).isEqualTo(next.output());
    assertThat(again.states().keySet()).isEqualTo(first.states().keySet());
    again.states().forEach((name, s) -> assertThat(s).isEqualTo(next.states().get(name)));
  }

  @ParameterizedTest
  @MethodSource("everywhere")
  void microBatchesAreSmallBatches(String type, Axes axes) {
    int m = 4;
    SiteRun small = run(type, axes, 2);
    double[] x = input(small, 2, 0.5);
    Passed whole = small.micro(m).pass(x, x, Map.of());
    for (int from = 0; from < BATCH; from += m) {
      double[] part = Arrays.copyOfRange(x, from * small.row(), (from + m) * small.row());
      Passed alone = small.pass(part, part, Map.of());
      int at = from * small.row();
      assertThat(distance(slice(whole.output(), at, part.length), alone.output())).isLessThan(1e-9);
      if (!type.equals("power")) {
        assertThat(distance(slice(whole.inputGradient(), at, part.length), alone.inputGradient()))
            .isLessThan(1e-7);
      }
      if (from == 0 && !Set.of("ghost-batch", "power").contains(type)) {
        alone
            .states()
            .forEach(
                (name, s) -> assertThat(whole.states().get(name)).containsExactly(s, within(1e-9)));
      }
    }
  }

  private static double[] slice(double[] x, int from, int length) {
    return Arrays.copyOfRange(x, from, from + length);
  }

  private static double distance(double[] actual, double[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    return IntStream.range(0, actual.length)
        .mapToDouble(i -> Math.abs(actual[i] - expected[i]))
        .max()
        .orElseThrow();
  }

  @Test
  void everyMethodIsExamined() {
    List<String> all =
        JobJson.variants(Normalization.class).stream().map(JobJson.Variant::type).toList();
    Set<Object> examined = Set.copyOf(everywhere().map(a -> a.get()[0]).distinct().toList());
    assertThat(all).filteredOn(type -> !examined.contains(type)).isSubsetOf("norm-matched-rate");
    assertThat(all).hasSize((int) Methods.all().count());
  }
}
