package org.normlab.norm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.normlab.torch.Program;
import org.normlab.torch.Torch;

class HalfBatchKernelsTest {
  private static final String METHODS =
      """
      def sum(self: __torch__.M, x: Tensor) -> Tensor:
        return __torch__.pairwise_sum(x.to(5)).to(6)

      def gradient(self: __torch__.M, x: Tensor, upstream: Tensor) -> Tensor:
        torch.set_grad_enabled(True)
        leaf = x.detach().requires_grad_(True)
        y = __torch__.pairwise_sum(leaf.to(5)).to(6)
        g = torch.grad([(y * upstream).sum()], [leaf], None, False, False, False)[0]
        torch.set_grad_enabled(False)
        return g if g is not None else x
      """;

  private static float[] call(String method, float[]... arguments) {
    try (Torch torch = Torch.open("cpu", 1);
        Program program = torch.compile("test", METHODS, List.of(HalfBatchKernels.SUM));
        NDManager scope = torch.scope()) {
      Program.Arguments given = new Program.Arguments();
      given.tensor(torch.floats(arguments[0], arguments[0].length / 2, 2));
      if (arguments.length > 1) {
        given.tensor(torch.floats(arguments[1], 2));
      }
      return program.call(scope, method, given).get(0).toFloatArray();
    }
  }

  /**
   * Between 2048 and 4096 halves are the even numbers. Four rows: 2048 + 1 is 2048, 1 + 1 is 2,
   * together 2050; one after another they would be 2048, in float32 and then rounded 2052.
   */
  @Test
  void everyAdditionRoundsToHalf() {
    assertThat(call("sum", new float[] {2048, 1, 1, 2, 1, 3, 1, 4})).containsExactly(2050, 10);
  }

  /** Five rows: 2048 + 1 → 2048, 1 + 1 → 2 and 1; 2048 + 2 → 2050; 2050 + 1 → 2052, a tie. */
  @Test
  void anOddRowWaits() {
    assertThat(call("sum", new float[] {2048, 1, 1, 2, 1, 3, 1, 4, 1, 5}))
        .containsExactly(2052, 15);
    assertThat(call("sum", new float[] {7, 8})).containsExactly(7, 8);
  }

  @Test
  void whatDoesNotFitBecomesInfinite() {
    float[] sums = call("sum", new float[] {60000, 60000, 0, -60000, 6000, 0, 0, 0});
    assertThat(sums).containsExactly(Float.POSITIVE_INFINITY, 0);
  }

  @Test
  void everyRowGetsTheGradientOfTheSum() {
    assertThat(call("gradient", new float[] {1, 2, 3, 4, 5, 6}, new float[] {0.5f, -3}))
        .containsExactly(0.5f, -3, 0.5f, -3, 0.5f, -3);
  }
}
