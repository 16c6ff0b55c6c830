package org.normlab.norm.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
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
import org.normlab.torch.Program;
import org.normlab.torch.Torch;
import org.normlab.torch.Value;

/** Mean-only batch normalization over micro-batches is that over as many small batches. */
class MeanOnlyKernelsTest {
  private static final String METHOD =
      """
      def run(self: __torch__.M, p: List[Tensor], s: List[Tensor], x: Tensor) -> Tensor:
        torch.set_grad_enabled(False)
        return __torch__.forward(p, s, x, x, annotate(List[Tensor], []), annotate(List[Tensor], [])).contiguous()
      """;
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
    try (Torch torch = Torch.open("cpu", 1);
        Program program = torch.compile("test", METHOD, List.of(graph.toKernel("forward", y)));
        NDManager scope = torch.scope()) {
      NDArray mean = torch.floats(new float[] {1, 2, 3, 4, 5, 6}, CHANNELS);
      NDArray input =
          positions == 1
              ? torch.floats(x, rows, CHANNELS)
              : torch.floats(x, rows, CHANNELS, 1, positions);
      Program.Arguments arguments =
          new Program.Arguments()
              .list("p", List.of(torch.floats(new float[] {6, 5, 4, 3, 2, 1}, CHANNELS)))
              .list("s", List.of(mean))
              .tensor(input);
      float[] output = program.call(scope, "run", arguments).get(0).toFloatArray();
      return new Passed(output, mean.toFloatArray());
    }
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
