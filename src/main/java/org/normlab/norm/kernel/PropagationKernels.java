package org.normlab.norm.kernel;

import java.util.List;
import org.normlab.norm.site.Chain;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.Value;

/**
 * The moments that one site predicts for the next by sending Gaussian noise through the layers
 * between: 64 vectors, or 64 patches just as large as the convolutions between need for one
 * position, so that padding at borders plays no part; pooling is passed over. All samples share the
 * draws.
 */
public final class PropagationKernels {
  private static final int DRAWS = 64;

  /**
   * Noise {@code [M · 64, R · C · positions]}, or {@code [M · 64, R · C, side, side]}, with the
   * given moments per channel. Each replica draws from its own seed; in evaluation from a fixed
   * one.
   */
  private static final Kernel SYNTHETIC =
      new Kernel(
          """
          def synthetic(moments: Tensor, channels: int, positions: int, side: int, replicas: int, draws: int, seeds: Tensor, drawing: int, training: bool) -> Tensor:
            drawn: List[Tensor] = []
            n = channels * positions * side * side
            for i in range(replicas):
              seed = int(seeds[i]) if training else 0
              g = torch.Generator(device=moments.device, seed=seed + drawing)
              drawn.append(torch.randn([draws, n], generator=g, dtype=moments.dtype, device=moments.device))
            noise = torch.stack(drawn, 1).view([1, draws, replicas * channels, positions * side * side])
            each = replicas * channels // moments.size(2)
            wide = moments.repeat_interleave(each, 2).unsqueeze(2).unsqueeze(4)
            x = torch.addcmul(wide[0], noise, wide[1].clamp(min=1e-12).sqrt())
            if side > 1:
              return x.view([-1, replicas * channels, side, side])
            return x.reshape([x.size(0) * draws, -1])
          """);

  private static final Kernel CONVOLVED =
      new Kernel(
          """
          def synthetic_convolution(x: Tensor, weight: Tensor, bias: Optional[Tensor], replicas: int) -> Tensor:
            maps = x if x.dim() == 4 else x.unsqueeze(2).unsqueeze(3)
            return torch.conv2d(maps, weight, bias, [1, 1], [0, 0], [1, 1], replicas)
          """);

  private static final Kernel LINEAR =
      new Kernel(
          """
          def synthetic_linear(x: Tensor, weight: Tensor, bias: Optional[Tensor]) -> Tensor:
            if weight.dim() == 2:
              y = torch.mm(x, weight)
            else:
              r, i, _ = weight.size()
              y = torch.bmm(x.view([x.size(0), r, i]).transpose(0, 1), weight).transpose(0, 1).reshape([x.size(0), -1])
            return y if bias is None else y + bias
          """);

  /** Mean and biased variance over the draws, and over the channels of a group. */
  private static final Kernel MOMENTS =
      new Kernel(
          """
          def synthetic_moments(y: Tensor, draws: int, columns: int) -> Tensor:
            rows = y.reshape([y.size(0) // draws, draws, columns, -1])
            mean, _, variance = __torch__.moments(rows, [1, 3])
            return torch.stack([mean, variance]).view([2, -1, columns])
          """,
          List.of(ChannelKernels.MOMENTS));

  private PropagationKernels() {}

  /**
   * Predicts the moments of a site from those of the site before.
   *
   * @param length numbers of one replica's statistics at the site that is predicted
   */
  public static Value predict(Graph graph, Value moments, Chain chain, int length) {
    int side = 1;
    int positions = 1;
    for (Chain.Link link : chain.links()) {
      switch (link) {
        case Chain.Convolution convolution -> side += convolution.size() - 1;
        case Chain.Flattening flattening -> positions = flattening.positions();
        case Chain.Linear linear -> {}
        case Chain.Nonlinearity function -> {}
      }
    }
    Value x =
        graph.call(
            SYNTHETIC,
            moments,
            chain.terms().getFirst().channels(),
            positions,
            side,
            graph.replicas(),
            DRAWS,
            graph.seeds(),
            graph.drawing(),
            graph.training());
    for (Chain.Link link : chain.links()) {
      x = through(graph, link, x);
    }
    return graph.call(MOMENTS, x, DRAWS, graph.replicas() * length);
  }

  private static Value through(Graph graph, Chain.Link link, Value x) {
    return switch (link) {
      case Chain.Convolution convolution ->
          graph.call(CONVOLVED, x, convolution.weight(), convolution.bias(), graph.replicas());
      case Chain.Linear linear -> graph.call(LINEAR, x, linear.weight(), linear.bias());
      case Chain.Flattening flattening -> x;
      case Chain.Nonlinearity nonlinearity ->
          graph.call(
              new Kernel(
                  """
                  def synthetic_%1$s(x: Tensor) -> Tensor:
                    return torch.%1$s(x)
                  """
                      .formatted(nonlinearity.function())),
              x);
    };
  }
}
