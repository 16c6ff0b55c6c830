package org.normlab.net.layer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.normlab.torch.Kernel;
import org.normlab.torch.KernelRun;
import org.normlab.torch.Tensor;

/** What probes say of units, of three replicas: a spread one, a silent one and one not finite. */
class UnitKernelsTest {
  private static final int SAMPLES = 5;
  private static final int UNITS = 4;

  /** The singular values of the first replica, of which 100 + 10 is less than 99 % of all. */
  private static final float[] SPECTRUM = {100, 10, 1.5f, 0.5f};

  /** {@code [B, 3·4]}. */
  private static Tensor activations() {
    float[] h = new float[SAMPLES * 3 * UNITS];
    for (int unit = 0; unit < UNITS; unit++) {
      h[unit * 3 * UNITS + unit] = SPECTRUM[unit];
      h[unit * 3 * UNITS + 2 * UNITS + unit] = SPECTRUM[unit];
    }
    h[2 * UNITS] = Float.NaN;
    return Tensor.floats(h, SAMPLES, 3 * UNITS);
  }

  private static double[] of(Kernel kernel, Object... arguments) {
    return KernelRun.of(kernel).with(arguments).result().values();
  }

  private static double[] rank(Kernel kernel, Tensor h, int replicas) {
    return of(kernel, KernelRun.of(UnitKernels.SPECTRUM).with(h, replicas).result());
  }

  @Test
  void theRankLeavesOutValuesBelowOnePercentOfTheLargest() {
    assertThat(rank(UnitKernels.RANK, activations(), 3)).containsExactly(3, 0, Double.NaN);
  }

  @Test
  void theEffectiveRankEndsAt99PercentOfTheSum() {
    assertThat(rank(UnitKernels.EFFECTIVE_RANK, activations(), 3))
        .containsExactly(3, 0, Double.NaN);
  }

  /**
   * Mean magnitudes are 20, 2, 0.3 and 0.1, and that of the layer is 5.6, of which 2.5 % is 0.14.
   */
  @Test
  void unitsBelowAShareOfTheirLayerAreDormant() {
    assertThat(of(UnitKernels.DORMANT, activations(), 0.025, 3)).startsWith(0.25, 1);
  }

  @Test
  void unitsAboveZeroInAllSamplesOrInNoneAreLinear() {
    Tensor h = Tensor.floats(new float[] {1, 0, 2, 0, 0, 0, 1, 3}, 2, 4);
    assertThat(of(UnitKernels.LINEARIZED, h, 2)).containsExactly(0.5, 0.5);
  }

  /** Two samples of one unit and one with two positions. */
  @Test
  void positionsCountAsSamples() {
    Tensor h = Tensor.floats(new float[] {1, 1, 0, 0, 1, 1, 0, 1}, 2, 2, 2);
    assertThat(of(UnitKernels.LINEARIZED, h, 1)).containsExactly(0.5);
    assertThat(rank(UnitKernels.RANK, h, 1)).containsExactly(2);
  }
}
