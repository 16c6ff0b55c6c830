package org.normlab.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.normlab.data.DataSet;
import org.normlab.torch.Kernel;
import org.normlab.torch.KernelRun;
import org.normlab.torch.Tensor;
import org.normlab.torch.Torch;
import org.normlab.train.device.DeviceData;
import org.normlab.train.step.Gathering;

/** Windows of a text and their next tokens, gathered on the device, against loops over tokens. */
class TextGatheringTest {
  private static final int CONTEXT = 5;
  private static final DataSet SET = Small.text(CONTEXT);

  /** Two windows of each of two replicas, replicas innermost; the last ends with the text. */
  private static final long[] ROWS = {0, 3 * CONTEXT, 7, Small.TOKENS - 1 - CONTEXT};

  /** The result of the kernel of this name for the data, the arguments and so many replicas. */
  private static Tensor call(String kernel, int replicas, Tensor... arguments) {
    Kernel found =
        Gathering.kernels(SET, null).stream()
            .filter(one -> one.name().equals(kernel))
            .findFirst()
            .orElseThrow();
    try (Torch torch = Torch.open("cpu", 1)) {
      List<Object> all = new ArrayList<>(List.of(Tensor.of(DeviceData.of(SET, torch).values())));
      all.addAll(List.of(arguments));
      all.add(replicas);
      return KernelRun.of(found).with(all.toArray()).result();
    }
  }

  private static Tensor labels() {
    try (Torch torch = Torch.open("cpu", 1)) {
      return Tensor.of(DeviceData.of(SET, torch).labels());
    }
  }

  private static Tensor rows(long... rows) {
    return Tensor.longs(rows, rows.length);
  }

  @Test
  void givesEachReplicaTheTokensOfItsWindowsBelowEachOther() {
    Tensor x = call("gather", 2, rows(ROWS), rows(ROWS));
    assertThat(x.shape()).containsExactly(2 * CONTEXT, 2);
    assertThat(x.type()).isEqualTo(DataType.INT64);
    assertThat(x.toLongs()).isEqualTo(tokens(ROWS, 2, 0));
  }

  @Test
  void labelsEachTokenWithTheOneAfterIt() {
    Tensor y = call("targets", 2, labels(), rows(ROWS));
    assertThat(y.shape()).containsExactly(2 * CONTEXT * 2);
    assertThat(y.type()).isEqualTo(DataType.INT64);
    assertThat(y.toLongs()).isEqualTo(tokens(ROWS, 2, 1));
  }

  @Test
  void showsEveryReplicaTheSameWindowsInEvaluation() {
    Tensor x = call("gather_shared", 3, rows(4, 11));
    assertThat(x.shape()).containsExactly(2 * CONTEXT, 3);
    assertThat(x.toLongs()).isEqualTo(tokens(new long[] {4, 4, 4, 11, 11, 11}, 3, 0));
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
