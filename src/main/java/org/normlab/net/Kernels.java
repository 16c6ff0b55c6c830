package org.normlab.net;

import org.normlab.norm.Axes;
import org.normlab.torch.Kernel;

/**
 * The arithmetic of the shared layers. Replicas pass together: a batch of matrix products, a group
 * of convolutions.
 */
final class Kernels {
  static final Kernel LINEAR =
      new Kernel(
          """
          def linear(x: Tensor, weight: Tensor, bias: Optional[Tensor]) -> Tensor:
            if bias is None:
              y = torch.bmm(x.transpose(0, 1), weight.transpose(1, 2))
            else:
              y = torch.baddbmm(bias.unsqueeze(1), x.transpose(0, 1), weight.transpose(1, 2))
            return y.transpose(0, 1)
          """);

  static final Kernel CONVOLUTION =
      new Kernel(
          """
          def convolution(x: Tensor, weight: Tensor, bias: Optional[Tensor], stride: int, padding: int) -> Tensor:
            b: Optional[Tensor] = None
            if bias is not None:
              b = bias.view(-1)
            return torch.conv2d(x, weight.flatten(0, 1), b, [stride, stride], [padding, padding], [1, 1], weight.size(0))
          """);

  static final Kernel ADD =
      new Kernel(
          """
          def add(x: Tensor, y: Tensor) -> Tensor:
            return x + y
          """);

  static final Kernel MAX_POOL =
      new Kernel(
          """
          def max_pool(x: Tensor) -> Tensor:
            return torch.max_pool2d(x, [2, 2], [2, 2], [0, 0], [1, 1], False)
          """);

  static final Kernel AVERAGE_POOL =
      new Kernel(
          """
          def average_pool(x: Tensor, replicas: int) -> Tensor:
            return x.mean([2, 3]).view([x.size(0), replicas, -1])
          """);

  static final Kernel FLATTEN =
      new Kernel(
          """
          def flatten(x: Tensor, replicas: int) -> Tensor:
            return x.reshape([x.size(0), replicas, -1])
          """);

  private Kernels() {}

  /**
   * One of the named nonlinearities. Images are changed in place: no layer before needs its output
   * for gradients.
   */
  static Kernel activation(String name, Axes axes) {
    boolean inPlace = axes == Axes.IMAGE && name.equals("relu");
    String function = inPlace ? "relu_" : name;
    return new Kernel(
        """
        def activate_%s(x: Tensor) -> Tensor:
          return torch.%s(x)
        """
            .formatted(function, function));
  }
}
