package org.normlab.train.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.data.DataSet;
import org.normlab.torch.Kernel;
import org.normlab.torch.KernelRun;
import org.normlab.torch.Tensor;
import org.normlab.torch.Torch;
import org.normlab.train.Small;
import org.normlab.train.SupervisedSpec;
import org.normlab.train.device.DeviceData;
import org.normlab.train.device.TaskData;
import org.normlab.train.device.TaskDraws;

/** Batches of tasks, gathered on the device, against the data and what was drawn. */
class TaskGatheringTest {
  private static final Kernel GATHERED =
      new Kernel(
          """
          def gathered(data: List[Tensor], labels: Tensor, rows: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
            all = rows.repeat_interleave(2)
            x = __torch__.gather(data, all, rows, 2)
            plain = __torch__.gather_shared(data, rows, 2)
            return x, plain, __torch__.targets(data, labels, all, 2)
          """);

  private static final long[] ROWS = {5, 17, 40};
  private static final long TASK = 3;

  private record Gathered(float[] training, float[] evaluation, long[] labels) {}

  private static SupervisedSpec spec(String network, String tasks) {
    return Small.spec(
        "\"architecture\":%s,\"normalization\":{\"type\":\"batch\"},\"seeds\":[4,9]"
            .formatted(network),
        "{\"name\":\"digits\",\"relabelEvery\":10,\"tasks\":\"%s\"}".formatted(tasks));
  }

  private static Gathered gather(DataSet set, SupervisedSpec spec) {
    Kernel[] kernels = TaskGathering.kernels(set, spec.data()).toArray(Kernel[]::new);
    try (Torch torch = Torch.open("cpu", 1);
        TaskData tasks =
            new TaskData(DeviceData.of(set, torch), spec.data().tasks(), spec.runs(), torch)) {
      tasks.beginTaskOf(10 * TASK + 9);
      List<Tensor> results =
          KernelRun.of(GATHERED, kernels)
              .with(
                  Tensor.of(tasks.current().values()),
                  Tensor.of(tasks.current().labels()),
                  Tensor.longs(ROWS, ROWS.length))
              .call()
              .results();
      return new Gathered(
          results.get(0).toFloats(), results.get(1).toFloats(), results.get(2).toLongs());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"labels", "classes"})
  void eachRunHasTheLabelsOfItsTask(String tasks) {
    DataSet set = Small.table(7);
    SupervisedSpec spec = spec(Small.MLP, tasks);
    long[] drawn = new TaskDraws(spec.data().tasks(), set, spec.runs()).labels(TASK);
    long[] labels = gather(set, spec).labels();
    for (int b = 0; b < ROWS.length; b++) {
      for (int r = 0; r < 2; r++) {
        assertThat(labels[2 * b + r]).isEqualTo(drawn[(int) ROWS[b] * 2 + r]);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void eachRunSeesItsOwnOrderOfFeatures(boolean evaluation) {
    DataSet set = Small.table(7);
    SupervisedSpec spec = spec(Small.MLP, "inputs");
    long[] places = new TaskDraws(spec.data().tasks(), set, spec.runs()).places(TASK);
    Gathered gathered = gather(set, spec);
    float[] x = evaluation ? gathered.evaluation() : gathered.training();
    int at = 0;
    for (long row : ROWS) {
      for (int r = 0; r < 2; r++) {
        for (int f = 0; f < 7; f++) {
          int cell = (int) row * 7 + (int) places[r * 7 + f];
          assertThat(x[at++]).isEqualTo(set.values().getFloat(4 * cell));
        }
      }
    }
    assertThat(gathered.labels()).isEqualTo(twice(set));
  }

  private static long[] twice(DataSet set) {
    return Arrays.stream(ROWS)
        .flatMap(row -> Arrays.stream(new long[] {row, row}))
        .map(row -> set.labels()[(int) row])
        .toArray();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void eachRunSeesItsOwnOrderOfPixels(boolean evaluation) {
    int side = 4;
    DataSet set = Small.images(3, side);
    SupervisedSpec spec = spec(Small.CONVNET, "inputs");
    long[] places = new TaskDraws(spec.data().tasks(), set, spec.runs()).places(TASK);
    Gathered gathered = gather(set, spec);
    float[] x = evaluation ? gathered.evaluation() : gathered.training();
    int at = 0;
    for (long row : ROWS) {
      for (int r = 0; r < 2; r++) {
        for (int c = 0; c < 3; c++) {
          for (int i = 0; i < side * side; i++) {
            int pixel = (int) row * side * side + (int) places[r * side * side + i];
            float value = (set.values().get(3 * pixel + c) & 0xff) / 255f;
            float wanted = (value - set.mean()[c]) / set.deviation()[c];
            assertThat(Math.abs(x[at++] - wanted)).isLessThan(1e-5f);
          }
        }
      }
    }
  }
}
