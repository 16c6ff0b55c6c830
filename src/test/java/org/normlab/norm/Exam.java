package org.normlab.norm;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.normlab.norm.SiteRun.Passed;
import org.normlab.norm.site.Axes;
import org.normlab.wire.JobJson;

/** One exam for every method at every kind of site where it is defined; its parts are tests. */
final class Exam {
  static final int CHANNELS = 6;
  static final int BATCH = 12;

  /** Settings other than the defaults, where these would be no exam. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "ghost-batch", ",\"size\":4",
          "topk-batch", ",\"k\":3",
          "iterative", ",\"iterations\":9",
          "decorrelated", ",\"groupSize\":4",
          "batch-renorm", ",\"rMax\":1.5,\"dMax\":0.5");

  private Exam() {}

  /** A part of the exam, taken by every method at every kind of site. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @ParameterizedTest
  @MethodSource("org.normlab.norm.Exam#everywhere")
  @interface Everywhere {}

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

  /** With the settings under which it is examined. */
  static Normalization method(String type) {
    return Methods.of(type, SETTINGS.getOrDefault(type, ""));
  }

  static SiteRun run(String type, Axes axes, int replicas) {
    return new SiteRun(method(type), axes, CHANNELS, replicas);
  }

  static double[] noise(long seed, int count, double deviation, double mean) {
    Random random = new Random(seed);
    return DoubleStream.generate(() -> mean + deviation * random.nextGaussian())
        .limit(count)
        .toArray();
  }

  static double[] input(SiteRun run, double deviation, double mean) {
    return noise(1, BATCH * run.row(), deviation, mean);
  }

  static void assertFinite(Passed passed) {
    assertThat(passed.output()).doesNotContain(Double.NaN);
    assertThat(Arrays.stream(passed.output()).allMatch(Double::isFinite)).isTrue();
    assertThat(Arrays.stream(passed.inputGradient()).allMatch(Double::isFinite)).isTrue();
    passed.gradients().forEach((name, g) -> assertAllFinite(name, g));
    passed.states().forEach(Exam::assertAllFinite);
  }

  private static void assertAllFinite(String name, double[] values) {
    assertThat(Arrays.stream(values).allMatch(Double::isFinite)).as(name).isTrue();
  }

  /** Greatest difference. */
  static double distance(double[] actual, double[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    return IntStream.range(0, actual.length)
        .mapToDouble(i -> Math.abs(actual[i] - expected[i]))
        .max()
        .orElseThrow();
  }
}
