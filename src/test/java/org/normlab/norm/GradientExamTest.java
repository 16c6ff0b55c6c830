package org.normlab.norm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.normlab.norm.Exam.input;
import static org.normlab.norm.Exam.noise;
import static org.normlab.norm.Exam.run;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.normlab.norm.SiteRun.Passed;
import org.normlab.norm.site.Axes;

/** Gradients of every method at every site against differences of its output. */
class GradientExamTest {
  /** The directional derivative in float64; what a method holds fixed is where its limits are. */
  @Exam.Everywhere
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
}
