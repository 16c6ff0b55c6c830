package org.normlab.net.layer;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.normlab.torch.Torch;
import org.normlab.torch.program.Program;

/**
 * Compares convolutions of few channels, and their gradients, with the same in float64, which
 * oneDNN takes no part in.
 */
final class ConvolutionGradients {
  /** As large as it must be for a thread to copy an image in several parts. */
  private static final int SIDE = 24;

  private static final int OUTPUTS = 8;
  private static final int FLOAT32 = 6;
  private static final int BFLOAT16 = 15;

  /** The greatest error of an output and of the gradients, relative to the greatest number. */
  private static final String ERRORS =
      """
      def channels_last(self: __torch__.M, x: Tensor) -> Tensor:
        y = x.permute([0, 2, 3, 1]).clone(memory_format=0)
        # One channel needs its strides spelled out to be taken for the last.
        return y.as_strided(y.size(), [y.size(1) * y.size(2) * y.size(3), y.size(2) * y.size(3), y.size(3), 1]).permute([0, 3, 1, 2])

      def errors(self: __torch__.M, shape: Tensor) -> Tensor:
        torch.set_grad_enabled(True)
        side, replicas, inputs, outputs, size, stride, type = [int(n) for n in shape]
        g = torch.Generator(device=shape.device, seed=7)
        x = self.channels_last(torch.randn([2, replicas * inputs, side, side], generator=g, dtype=6).to(type)).requires_grad_(True)
        w = self.channels_last(torch.randn([replicas * outputs, inputs, size, size], generator=g, dtype=6).to(type)).requires_grad_(True)
        b = torch.randn([replicas * outputs], generator=g, dtype=6).to(type).requires_grad_(True)
        leaves = [x, w, b]
        wide = [leaf.detach().to(7).contiguous().requires_grad_(True) for leaf in leaves]
        y = __torch__.convolution(x, w, b, stride, size // 2, replicas)
        expected = __torch__.convolution(wide[0], wide[1], wide[2], stride, size // 2, replicas)
        up = torch.randn(expected.size(), generator=g, dtype=6).to(type)
        found = torch.grad([(y * up).sum()], leaves, None, False, False, False)
        exact = torch.grad([(expected * up.to(7)).sum()], wide, None, False, False, False)
        errors = [(y.to(7) - expected).abs().max() / expected.abs().max()]
        for i in range(3):
          f = found[i]
          e = exact[i]
          if f is not None and e is not None:
            errors.append((f.to(7) - e).abs().max() / e.abs().max())
        return torch.stack(errors).detach()
      """;

  private ConvolutionGradients() {}

  public static void main(String[] arguments) {
    for (int threads = 1; threads <= 2; threads++) {
      try (Torch torch = Torch.open("cpu", threads);
          Program program = torch.compile("test", ERRORS, List.of(Kernels.CONVOLUTION))) {
        cases(FLOAT32).forEach(shape -> check(torch, program, shape, 1e-5));
        cases(BFLOAT16).forEach(shape -> check(torch, program, shape, 2e-2));
      }
    }
  }

  private static List<long[]> cases(int type) {
    List<long[]> cases = new ArrayList<>();
    for (int inputs = 1; inputs <= 9; inputs++) {
      for (int stride = 1; stride <= 3; stride++) {
        for (int replicas : List.of(1, 3)) {
          cases.add(new long[] {SIDE, replicas, inputs, OUTPUTS, 1, stride, type});
          cases.add(new long[] {SIDE, replicas, inputs, OUTPUTS, 3, stride, type});
        }
      }
    }
    return cases;
  }

  private static void check(Torch torch, Program program, long[] shape, double tolerance) {
    try (NDManager scope = torch.scope()) {
      var arguments = new Program.Arguments().tensor(torch.hostLongs(scope, shape, shape.length));
      for (double error : program.call(scope, "errors", arguments).get(0).toDoubleArray()) {
        assertThat(error)
            .as("side, replicas, inputs, outputs, size, stride, type: " + Arrays.toString(shape))
            .isLessThan(tolerance);
      }
    }
  }
}
