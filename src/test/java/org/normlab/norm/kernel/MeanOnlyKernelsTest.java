package org.normlab.norm.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.norm.BoundedWeightNorm;
import org.normlab.norm.site.Axes;
import org.normlab.norm.site.Site;
import org.normlab.torch.Graph;
import org.normlab.torch.KernelRun;
import org.normlab.torch.Tensor;
import org.normlab.torch.Value;

/** Mean-only batch normalization over micro-batches is that over as many small batches. */
class MeanOnlyKernelsTest {
  private static final int CHANNELS = 6;
  private static final int MICRO = 4;
  private static final int BATCH = 12;

  private record Passed(float[] output, float[] mean) {}

  private static Passed pass(float[] x, int rows, int positions, @Nullable Integer microBatch) {
    Axes axes = positions == 1 ? Axes.DENSE : Axes.IMAGE;
    Graph graph = new Graph(2, microBatch);
    Value y =
        new BoundedWeightNorm(2.0, BoundedWeightNorm.MEAN_ONLY)
            .normalize(graph, new Site("s", CHANNELS / 2, axes), new Value("x"));
    Tensor input =
        positions == 1
            ? Tensor.floats(x, rows, CHANNELS)
            : Tensor.floats(x, rows, CHANNELS, 1, positions);
    KernelRun.Called called =
        KernelRun.of(graph.toKernel("forward", y))
            .with(
                List.of(Tensor.floats(new float[] {6, 5, 4, 3, 2, 1}, CHANNELS)),
                List.of(Tensor.floats(new float[] {1, 2, 3, 4, 5, 6}, CHANNELS)),
                input,
                input,
                List.of(),
                List.of())
            .call();
    return new Passed(called.result().toFloats(), called.after().get("s").getFirst().toFloats());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void equalsSmallBatches(int positions) {
    Random random = new Random(5);
    int row = CHANNELS * positions;
    float[] x = new float[BATCH * row];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) (i / (row * MICRO) + random.nextGaussian());
    }
    Passed whole = pass(x, BATCH, positions, MICRO);
    for (int from = 0; from < BATCH; from += MICRO) {
      Passed part =
          pass(Arrays.copyOfRange(x, from * row, (from + MICRO) * row), MICRO, positions, null);
      float[] output = Arrays.copyOfRange(whole.output(), from * row, (from + MICRO) * row);
      assertThat(output).containsExactly(part.output(), within(1e-5f));
      if (from == 0) {
        assertThat(whole.mean()).containsExactly(part.mean(), within(1e-5f));
      }
    }
  }
}
