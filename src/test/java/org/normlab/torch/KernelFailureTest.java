package org.normlab.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.normlab.torch.program.KernelFailure;
import org.normlab.torch.program.Program;

/** Broken kernels, and what is said of them. */
class KernelFailureTest {
  private static final String METHOD =
      """
      def run(self: __torch__.M, p: List[Tensor], x: Tensor) -> Tensor:
        torch.set_grad_enabled(False)
        return __torch__.forward(p, p, x, x, p, p)
      """;

  /** Called by both sites, and broken at the second alone. */
  private static final Kernel SCALED =
      new Kernel(
          """
          def scaled_by(y: Tensor, gamma: Tensor, offsets: List[Tensor], times: int) -> Tensor:
            doubled = y * 2.0
            return doubled * gamma
          """);

  private static final Kernel NORM =
      new Kernel(
          """
          def broken_norm(x: Tensor, gamma: Tensor) -> Tensor:
            mean = x.mean([0])
            return __torch__.scaled_by(x - mean, gamma, [mean], 3)
          """,
          List.of(SCALED));

  private static final Kernel UNDEFINED =
      new Kernel(
          """
          def unfinished_norm(x: Tensor, gamma: Tensor) -> Tensor:
            mean = x.mean([0])
            return x - meen
          """);

  private static void run(Kernel kernel) {
    Graph graph = new Graph(1, null);
    graph.at("hidden.0.norm");
    Value first = graph.call(kernel, new Value("x"), new Value("p[0]"));
    graph.at("hidden.1.norm");
    Value second = graph.call(kernel, first, new Value("p[1]"));
    try (Torch torch = Torch.open("cpu", 1);
        Program program =
            torch.compile("mlp-broken", METHOD, List.of(graph.toKernel("forward", second)));
        NDManager scope = torch.scope()) {
      program.call(
          scope,
          "run",
          new Program.Arguments()
              .list("p", List.of(scope.ones(new Shape(6)), scope.ones(new Shape(5))))
              .tensor(scope.ones(new Shape(32, 6))));
    }
  }

  private static KernelFailure failure(Kernel kernel) {
    return catchThrowableOfType(KernelFailure.class, () -> run(kernel));
  }

  @Test
  void aWrongShapeIsToldByKernelFileLayerAndShapes() {
    assertThat(failure(NORM).summary())
        .matches(
            "kernel scaled_by \\(torch/KernelFailureTest.java:\\d+\\) at hidden.1.norm: The size of"
                + " tensor a \\(6\\) must match the size of tensor b \\(5\\) at non-singleton"
                + " dimension 1; y \\[32, 6\\], gamma \\[5\\], offsets \\[\\[6\\]\\], times 3");
  }

  @Test
  void theDeveloperSeesTheLinesAroundAndTheChainOfCalls() {
    assertThat(failure(NORM).getMessage())
        .contains(
            "doubled = y * 2.0\n> ",
            ":   return doubled * gamma\n",
            "called by broken_norm (torch/KernelFailureTest.java:",
            "called by forward (",
            "v1 = __torch__.broken_norm(v0, p[1])  # hidden.1.norm",
            "called by run (a method of the program), line 7 of program mlp-broken:");
    assertThat(failure(NORM).getCause()).hasMessageContaining("Traceback of TorchScript");
  }

  @Test
  void aTextThatCannotBeReadIsToldLikewise() {
    assertThat(failure(UNDEFINED).summary())
        .matches(
            "kernel unfinished_norm \\(torch/KernelFailureTest.java:\\d+\\) at hidden.0.norm:"
                + " undefined value meen");
    assertThat(failure(UNDEFINED).getMessage()).contains("> 12:   return x - meen");
  }
}
