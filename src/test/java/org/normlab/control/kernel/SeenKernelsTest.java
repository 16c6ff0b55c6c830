package org.normlab.control.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.DataType;
import org.junit.jupiter.api.Test;
import org.normlab.environment.ActionSet;
import org.normlab.environment.Environments;
import org.normlab.environment.GameSettings;
import org.normlab.environment.KnownEnvironment;
import org.normlab.torch.Kernel;
import org.normlab.torch.KernelRun;
import org.normlab.torch.Tensor;

class SeenKernelsTest {
  private static final int RUNS = 2;
  private static final int PLACES = 3;
  private static final int CHANNELS = 7;
  private static final int CELLS = CHANNELS * 100;

  /** 700 bits do not fill their last byte; runs stand behind each other in the channels. */
  @Test
  void bitsBecomeImages() {
    GameSettings settings =
        new GameSettings(KnownEnvironment.BREAKOUT, 0.1, true, ActionSet.FULL, 0, CHANNELS);
    Environments play = new Environments(settings, new long[] {1, 2}, PLACES, 0);
    int size = play.observations().size();
    byte[] bits = new byte[RUNS * PLACES * size];
    byte[] expected = new byte[RUNS * PLACES * CELLS];
    for (int place = 0; place < PLACES; place++) {
      for (int run = 0; run < RUNS; run++) {
        play.step(run * PLACES + place, place);
        play.observations().pack(run * PLACES + place, bits, (place * RUNS + run) * size);
        play.observations().write(run * PLACES + place, expected, (place * RUNS + run) * CELLS);
      }
    }
    double[] unsigned = new double[bits.length];
    for (int i = 0; i < bits.length; i++) {
      unsigned[i] = Byte.toUnsignedInt(bits[i]);
    }
    Tensor x =
        KernelRun.of(SeenKernels.ofBits(CHANNELS), Kernel.constant("replicas", RUNS))
            .with(new Tensor(unsigned, DataType.UINT8, RUNS * PLACES, size))
            .result();
    assertThat(x.shape()).containsExactly(PLACES, RUNS * CHANNELS, 10, 10);
    assertThat(x.type()).isEqualTo(DataType.FLOAT32);
    for (int i = 0; i < expected.length; i++) {
      assertThat(x.values()[i]).isEqualTo(expected[i]);
    }
  }
}
