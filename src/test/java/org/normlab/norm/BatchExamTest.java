package org.normlab.norm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.normlab.norm.Exam.BATCH;
import static org.normlab.norm.Exam.distance;
import static org.normlab.norm.Exam.input;
import static org.normlab.norm.Exam.method;
import static org.normlab.norm.Exam.run;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.normlab.norm.SiteRun.Passed;
import org.normlab.norm.site.Axes;

/** What the samples of a batch are to each other, at every site of every method. */
class BatchExamTest {
  @Exam.Everywhere
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

  @Exam.Everywhere
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

  @Exam.Everywhere
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
}
