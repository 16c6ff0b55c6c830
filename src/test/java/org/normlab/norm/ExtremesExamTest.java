package org.normlab.norm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.normlab.norm.Exam.BATCH;
import static org.normlab.norm.Exam.CHANNELS;
import static org.normlab.norm.Exam.assertFinite;
import static org.normlab.norm.Exam.input;
import static org.normlab.norm.Exam.method;
import static org.normlab.norm.Exam.noise;
import static org.normlab.norm.Exam.run;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.normlab.norm.SiteRun.Passed;
import org.normlab.norm.site.Axes;

/** Input of any size, and huge input above all, at every site of every method. */
class ExtremesExamTest {
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

  static Stream<Arguments> normalizing() {
    return Exam.everywhere().filter(place -> isNormalizing((String) place.get()[0]));
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

  @Exam.Everywhere
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
}
