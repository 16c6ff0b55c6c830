package org.normlab.norm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.normlab.torch.Kernel;
import org.normlab.torch.KernelRun;
import org.normlab.torch.KernelRun.Called;
import org.normlab.torch.Tensor;

class HalfBatchKernelsTest {
  /** The sum in halves of what is given in float32. */
  private static final Kernel SUM =
      HalfBatchKernels.FILE.calling(
          """
          def sum_of_halves(x: Tensor) -> Tensor:
            return __torch__.pairwise_sum(x.to(torch.float16)).to(torch.float32)
          """);

  private static KernelRun run(float... x) {
    return KernelRun.of(SUM).with(Tensor.floats(x, x.length / 2, 2));
  }

  private static float[] sum(float... x) {
    return run(x).result().toFloats();
  }

  /**
   * Between 2048 and 4096 halves are the even numbers. Four rows: 2048 + 1 is 2048, 1 + 1 is 2,
   * together 2050; one after another they would be 2048, in float32 and then rounded 2052.
   */
  @Test
  void everyAdditionRoundsToHalf() {
    assertThat(sum(2048, 1, 1, 2, 1, 3, 1, 4)).containsExactly(2050, 10);
  }

  /** Five rows: 2048 + 1 → 2048, 1 + 1 → 2 and 1; 2048 + 2 → 2050; 2050 + 1 → 2052, a tie. */
  @Test
  void anOddRowWaits() {
    assertThat(sum(2048, 1, 1, 2, 1, 3, 1, 4, 1, 5)).containsExactly(2052, 15);
    assertThat(sum(7, 8)).containsExactly(7, 8);
  }

  @Test
  void whatDoesNotFitBecomesInfinite() {
    float[] sums = sum(60000, 60000, 0, -60000, 6000, 0, 0, 0);
    assertThat(sums).containsExactly(Float.POSITIVE_INFINITY, 0);
  }

  @Test
  void everyRowGetsTheGradientOfTheSum() {
    Called called = run(1, 2, 3, 4, 5, 6).gradients(Tensor.floats(new float[] {0.5f, -3}, 2), "x");
    assertThat(called.gradients().getFirst().toFloats())
        .containsExactly(0.5f, -3, 0.5f, -3, 0.5f, -3);
  }
}
