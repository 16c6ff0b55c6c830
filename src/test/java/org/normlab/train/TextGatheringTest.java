package org.normlab.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.normlab.data.DataSet;
import org.normlab.torch.Kernel;
import org.normlab.torch.Program;
import org.normlab.torch.Torch;
import org.normlab.train.device.DeviceData;
import org.normlab.train.step.Gathering;

/** Windows of a text and their next tokens, gathered on the device, against loops over tokens. */
class TextGatheringTest {
  private static final String METHODS =
      """
      def batch(self: __torch__.M, data: List[Tensor], rows: Tensor) -> Tensor:
        return __torch__.gather(data, rows, rows, 2)

      def labels(self: __torch__.M, data: List[Tensor], labels: Tensor, rows: Tensor) -> Tensor:
        return __torch__.targets(data, labels, rows, 2)

      def shared(self: __torch__.M, data: List[Tensor], rows: Tensor) -> Tensor:
        return __torch__.gather_shared(data, rows, 3)
      """;
  private static final int CONTEXT = 5;
  private static final DataSet SET = Small.text(CONTEXT);

  /** Two windows of each of two replicas, replicas innermost; the last ends with the text. */
  private static final long[] ROWS = {0, 3 * CONTEXT, 7, Small.TOKENS - 1 - CONTEXT};

  private static NDArray call(NDManager scope, Torch torch, String method, long... rows) {
    List<Kernel> kernels = Gathering.kernels(SET, null);
    try (Program program = torch.compile("test", METHODS, kernels)) {
      DeviceData data = DeviceData.of(SET, torch);
      Program.Arguments arguments = new Program.Arguments().list("data", data.values());
      if (method.equals("labels")) {
        arguments.tensor(data.labels());
      }
      return program.call(scope, method, arguments.tensor(scope.create(rows))).get(0);
    }
  }

  @Test
  void givesEachReplicaTheTokensOfItsWindowsBelowEachOther() {
    try (Torch torch = Torch.open("cpu", 1);
        NDManager scope = torch.scope()) {
      NDArray x = call(scope, torch, "batch", ROWS);
      assertThat(x.getShape().getShape()).containsExactly(2 * CONTEXT, 2);
      assertThat(x.getDataType()).isEqualTo(DataType.INT64);
      assertThat(x.toLongArray()).isEqualTo(tokens(ROWS, 2, 0));
    }
  }

  @Test
  void labelsEachTokenWithTheOneAfterIt() {
    try (Torch torch = Torch.open("cpu", 1);
        NDManager scope = torch.scope()) {
      NDArray y = call(scope, torch, "labels", ROWS);
      assertThat(y.getShape().getShape()).containsExactly(2 * CONTEXT * 2);
      assertThat(y.getDataType()).isEqualTo(DataType.INT64);
      assertThat(y.toLongArray()).isEqualTo(tokens(ROWS, 2, 1));
    }
  }

  @Test
  void showsEveryReplicaTheSameWindowsInEvaluation() {
    try (Torch torch = Torch.open("cpu", 1);
        NDManager scope = torch.scope()) {
      NDArray x = call(scope, torch, "shared", 4, 11);
      assertThat(x.getShape().getShape()).containsExactly(2 * CONTEXT, 3);
      assertThat(x.toLongArray()).isEqualTo(tokens(new long[] {4, 4, 4, 11, 11, 11}, 3, 0));
    }
  }

  /** Tokens in the order (sample, place, replica), {@code ahead} places on. */
  private static long[] tokens(long[] rows, int replicas, int ahead) {
    long[] tokens = new long[rows.length * CONTEXT];
    int at = 0;
    for (int b = 0; b < rows.length / replicas; b++) {
      for (int t = 0; t < CONTEXT; t++) {
        for (int r = 0; r < replicas; r++) {
          tokens[at++] = SET.labels()[(int) rows[b * replicas + r] + t + ahead];
        }
      }
    }
    return tokens;
  }
}
