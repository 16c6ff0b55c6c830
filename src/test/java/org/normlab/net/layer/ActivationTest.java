package org.normlab.net.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.normlab.norm.site.Activation;
import org.normlab.torch.Graph;
import org.normlab.torch.Torch;
import org.normlab.torch.Value;
import org.normlab.torch.program.Program;

/** Nonlinearities as networks compute them. */
class ActivationTest {
  private static final String METHOD =
      """
      def run(self: __torch__.M, x: Tensor) -> Tensor:
        return __torch__.forward([x], [x], x, x, [x], [x])
      """;

  /** Klambauer et al. 2017: the constants of the fixed point of mean 0 and variance 1. */
  private static final double LAMBDA = 1.0507009873554805;

  private static final double ALPHA = 1.6732632423543772;

  private static float[] values(Activation activation, float... x) {
    Graph graph = new Graph(1, null);
    Value y = graph.call(Kernels.activation(activation, false), new Value("x"));
    try (Torch torch = Torch.open("cpu", 1);
        Program program = torch.compile("test", METHOD, List.of(graph.toKernel("forward", y)));
        NDManager scope = torch.scope()) {
      return program
          .call(scope, "run", new Program.Arguments().tensor(scope.create(x)))
          .getFirst()
          .toFloatArray();
    }
  }

  @Test
  void seluHasTheConstantsOfItsFixedPoint() {
    float[] y = values(Activation.SELU, 1, -1, -100);
    assertThat(y[0]).isCloseTo((float) LAMBDA, within(1e-6f));
    assertThat(y[1]).isCloseTo((float) (LAMBDA * ALPHA * Math.expm1(-1)), within(1e-6f));
    assertThat(y[2]).isCloseTo((float) (-LAMBDA * ALPHA), within(1e-6f));
  }

  @Test
  void everyNonlinearityOfNetworksHasAKernel() {
    assertThat(Activation.ofNetworks())
        .hasSize(6)
        .allSatisfy(one -> assertThat(values(one, 0)).containsExactly(0f));
  }
}
