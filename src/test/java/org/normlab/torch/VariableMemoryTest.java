package org.normlab.torch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.normlab.torch.Variable.Role;

class VariableMemoryTest {
  private static final int SIDE = 64;

  @Test
  void aVariableOwnsItsMemory() throws InterruptedException {
    Variable weight =
        new Variable("weight", Role.WEIGHT, Initial.he(SIDE), List.of(SIDE, SIDE), List.of(1, 0));
    try (Torch torch = Torch.open("cpu", 1)) {
      NDArray variable = torch.variable(weight, List.of(0L, 1L));
      float[] before = variable.toFloatArray();

      overwriteWhatIsFree((int) weight.size() * 2 * Float.BYTES);

      assertThat(variable.toFloatArray()).containsExactly(before);
    }
  }

  /** Lets the collector free buffers that nobody refers to, and takes their memory. */
  private static void overwriteWhatIsFree(int bytes) throws InterruptedException {
    List<ByteBuffer> taken = new ArrayList<>();
    for (int round = 0; round < 5; round++) {
      System.gc();
      // Cleaners run on a thread of the JVM's own, which tells nobody when it is done.
      Thread.sleep(20);
      for (int i = 0; i < 50; i++) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(bytes);
        while (buffer.hasRemaining()) {
          buffer.put((byte) 0x55);
        }
        taken.add(buffer);
      }
    }
    assertThat(taken).isNotEmpty();
  }
}
