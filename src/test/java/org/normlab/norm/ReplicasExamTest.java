package org.normlab.norm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.normlab.norm.Exam.CHANNELS;
import static org.normlab.norm.Exam.distance;
import static org.normlab.norm.Exam.input;
import static org.normlab.norm.Exam.noise;
import static org.normlab.norm.Exam.run;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.normlab.norm.SiteRun.Passed;
import org.normlab.norm.site.Axes;

/** Replicas that pass a site together, for every site of every method. */
class ReplicasExamTest {
  @Exam.Everywhere
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
}
