package org.normlab.norm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.normlab.norm.site.Axes;
import org.normlab.norm.site.Site;
import org.normlab.torch.Graph;
import org.normlab.torch.KernelRun;
import org.normlab.torch.Tensor;
import org.normlab.torch.Value;

/** A batch with micro-batches is as many small batches; the running state follows the first. */
class MicroBatchTest {
  private static final int REPLICAS = 2;
  private static final int CHANNELS = 3;
  private static final int MICRO = 4;
  private static final int BATCH = 12;

  private record Passed(float[] output, List<float[]> states) {}

  private static Passed pass(float[] x, Axes axes, Integer microBatch) {
    Graph graph = new Graph(REPLICAS, microBatch);
    Value y =
        new BatchNorm(0.1, 1e-5).normalize(graph, new Site("s", CHANNELS, axes), new Value("x"));
    Tensor input = Tensor.floats(x, shape(x.length, axes));
    KernelRun.Called called =
        KernelRun.of(graph.toKernel("forward", y))
            .with(constants(1.5f, -1), constants(0.5f, 2), input, input, List.of(), List.of())
            .call();
    return new Passed(
        called.result().toFloats(),
        called.after().get("s").stream().map(Tensor::toFloats).toList());
  }

  private static List<Tensor> constants(float... values) {
    List<Tensor> tensors = new ArrayList<>();
    for (float value : values) {
      float[] all = new float[REPLICAS * CHANNELS];
      Arrays.fill(all, value);
      tensors.add(Tensor.floats(all, all.length));
    }
    return tensors;
  }

  private static long[] shape(int size, Axes axes) {
    int row = REPLICAS * CHANNELS * (axes == Axes.IMAGE ? 10 : 1);
    return axes == Axes.IMAGE
        ? new long[] {size / row, REPLICAS * CHANNELS, 2, 5}
        : new long[] {size / row, row};
  }

  @ParameterizedTest
  @EnumSource(names = {"DENSE", "IMAGE"})
  void equalsSmallBatches(Axes axes) {
    Random random = new Random(5);
    int row = REPLICAS * CHANNELS * (axes == Axes.IMAGE ? 10 : 1);
    float[] x = new float[BATCH * row];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) (3 + random.nextGaussian() * (1 + i / (row * MICRO)));
    }
    Passed whole = pass(x, axes, MICRO);
    for (int from = 0; from < BATCH; from += MICRO) {
      Passed part = pass(Arrays.copyOfRange(x, from * row, (from + MICRO) * row), axes, null);
      float[] output = Arrays.copyOfRange(whole.output(), from * row, (from + MICRO) * row);
      assertThat(output).containsExactly(part.output(), within(1e-4f));
      if (from == 0) {
        for (int i = 0; i < 2; i++) {
          assertThat(whole.states().get(i)).containsExactly(part.states().get(i), within(1e-4f));
        }
      }
    }
  }
}
