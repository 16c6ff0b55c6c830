package org.normlab.norm;

import java.util.ArrayList;
import java.util.List;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.Value;

/** What methods that decorrelate groups of channels share. */
final class Whitening {
  /** Channels innermost: {@code [B, C, …]} to {@code [n, blocks, channels]}. */
  private static final Kernel ROWS =
      new Kernel(
          """
          def channel_rows(x: Tensor, channels: int) -> Tensor:
            rows = x if x.dim() == 2 else x.permute([0, 2, 3, 1])
            return rows.reshape([-1, x.size(1) // channels, channels])
          """);

  private static final Kernel BACK =
      new Kernel(
          """
          def from_channel_rows(y: Tensor, like: Tensor) -> Tensor:
            if like.dim() == 2:
              return y.reshape(like.size())
            b, c, h, w = like.size()
            return y.reshape([b, h, w, c]).permute([0, 3, 1, 2])
          """);

  /** Each channel's row of the running matrix, applied to its group. */
  private static final Kernel EVALUATION =
      new Kernel(
          """
          def whitening_evaluation(x: Tensor, gamma: Tensor, beta: Tensor, mean: Tensor, whitening: Tensor, channels: int, size: int) -> Tensor:
            rows = __torch__.channel_rows(x - __torch__.by_channel(mean, x), channels)
            replicas = mean.numel() // channels
            w = whitening.view([replicas, size, channels])
            parts: List[Tensor] = []
            for at in range(0, channels, size):
              width = min(size, channels - at)
              part = rows[:, :, at:at + width].transpose(0, 1)
              parts.append(torch.bmm(part, w[:, :width, at:at + width]))
            y = torch.cat(parts, 2).transpose(0, 1)
            return __torch__.channel_affine(__torch__.from_channel_rows(y, x), gamma, beta)
          """,
          with(ROWS, BACK));

  private static final Kernel IDENTITY =
      new Kernel(
          """
          def whitening_start(whitening: Tensor) -> None:
            size = whitening.size(-2)
            for c in range(whitening.size(-1)):
              whitening.select(-1, c).select(-1, c % size).fill_(1.0)
          """);

  private Whitening() {}

  private static List<Kernel> with(Kernel... more) {
    List<Kernel> all = new ArrayList<>(Channels.ALL);
    all.addAll(List.of(more));
    return all;
  }

  /**
   * @param root kernel {@code name_root(xc, epsilon)}: inverse roots {@code [groups, s, s]} of
   *     xcᵀxc + ε I, of centred rows {@code [groups, n, s]} divided by √n
   * @param size channels of a group, at most the site's
   */
  static Value normalize(
      Graph graph, Site site, Value x, Kernel root, int size, double momentum, double epsilon) {
    int channels = site.channels();
    Value gamma = Affine.gamma(graph, site);
    Value beta = Affine.beta(graph, site);
    Value mean = graph.state(site.name() + ".runningMean", 0, channels);
    Value whitening = graph.state(site.name() + ".runningWhitening", 0, channels, size);
    graph.start().call(IDENTITY, whitening);
    if (!graph.training()) {
      return graph.call(EVALUATION, x, gamma, beta, mean, whitening, channels, size);
    }
    String name = root.name().replace("_root", "");
    Kernel part =
        new Kernel(
            """
            def %1$s_part(rows: Tensor, size: int, epsilon: float) -> Tuple[Tensor, Tensor]:
              n = rows.size(0)
              blocks = rows.size(1)
              g = rows.reshape([n, -1, size]).transpose(0, 1)
              d = g - g.mean([1], True)
              w = __torch__.%1$s_root(d * float(n) ** -0.5, epsilon)
              y = torch.bmm(d, w.transpose(1, 2)).transpose(0, 1).reshape([n, blocks, -1])
              return y, w.detach().reshape([blocks, -1, size])
            """
                .formatted(name),
            List.of(root));
    Kernel training =
        new Kernel(
            """
            def %1$s_whitening(x: Tensor, gamma: Tensor, beta: Tensor, mean: Tensor, whitening: Tensor, channels: int, size: int, momentum: float, epsilon: float, m: int) -> Tensor:
              g = __torch__.to_groups(x, m)
              rows = __torch__.channel_rows(g, channels)
              whole = channels // size * size
              y, w = __torch__.%1$s_part(rows[:, :, :whole], size, epsilon)
              if whole < channels:
                rest = channels - whole
                y_rest, w_rest = __torch__.%1$s_part(rows[:, :, whole:], rest, epsilon)
                y = torch.cat([y, y_rest], 2)
                w = torch.cat([w, torch.constant_pad_nd(w_rest, [0, size - rest])], 1)
              replicas = mean.numel() // channels
              found = w[:replicas].transpose(1, 2)
              whitening.lerp_(found.reshape(whitening.size()), momentum)
              __torch__.follow(mean, rows.detach().mean([0]), momentum)
              z = __torch__.from_groups(__torch__.from_channel_rows(y, g), x.size(1))
              return __torch__.channel_affine(z, gamma, beta)
            """
                .formatted(name),
            with(ROWS, BACK, part));
    int m = Statistics.shared(graph, site);
    return graph.call(
        training, x, gamma, beta, mean, whitening, channels, size, momentum, epsilon, m);
  }
}
