package org.normlab.norm;

import java.util.List;
import org.normlab.norm.kernel.WeightRowKernels;
import org.normlab.norm.site.Site;
import org.normlab.norm.site.Weight;
import org.normlab.setting.Named;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;
import org.normlab.torch.Graph;
import org.normlab.torch.Initial;
import org.normlab.torch.Kernel;
import org.normlab.torch.Value;

/**
 * Spectral normalization: weights divided by their largest singular value.
 *
 * <pre>v ← Wᵀu / ‖Wᵀu‖      u ← W v / ‖W v‖      σ = uᵀ W v      w = W / σ</pre>
 *
 * Shape: W is {@code [out, in]}, of a convolution {@code [out, in · h · w]}; one σ a layer and
 * replica. The output layer keeps a plain weight; layers keep their biases. The first two lines,
 * the power iteration, run {@code iterations} times in each training pass without gradients, u
 * being kept from pass to pass; at the start they run 15 times from random u. Evaluation takes the
 * stored u, and v from it, without iterating. W inside σ has gradients. Source: Miyato, Kataoka,
 * Koyama and Yoshida 2018, arXiv:1802.05957, algorithm 1. Difference from the paper: the 15
 * iterations at the start, as in PyTorch.
 */
@Paper("Miyato et al. 2018")
@Named(value = "spectral", summary = "Weights divided by their largest singular value.")
public record SpectralNorm(
    @Setting(value = "power iterations in each step", preset = "1", min = 1, max = 1000)
        int iterations)
    implements Normalization, WithoutSites {
  private static final int AT_START = 15;

  private static final Kernel MATRICES =
      new Kernel(
          """
          def weight_matrices(w: Tensor, replicas: int) -> Tensor:
            if w.dim() == 4:
              return w.permute([0, 2, 3, 1]).reshape([replicas, w.size(0) // replicas, -1])
            return w.transpose(1, 2) if w.dim() == 3 else w.t().unsqueeze(0)
          """);

  private static final Kernel UNIT =
      new Kernel(
          """
          def unit_column(x: Tensor) -> Tensor:
            return x / torch.linalg_vector_norm(x, 2, [1], True).clamp(min=1e-12)
          """);

  /** A vector that W maps to zero stays, so that a later W may move it again. */
  private static final Kernel WEIGHT =
      WeightRowKernels.FILE.calling(
          """
          def spectral_weight(w: Tensor, u: Tensor, iterations: int, replicas: int) -> Tensor:
            matrices = __torch__.weight_matrices(w, replicas)
            top = matrices.detach().abs().amax([1, 2], True)
            top = top.masked_fill(top < 1e-30, 1.0)
            matrices = matrices / top
            fixed = matrices.detach()
            left = u.view([replicas, -1, 1])
            right = __torch__.unit_column(torch.bmm(fixed.transpose(1, 2), left))
            for i in range(iterations):
              if i > 0:
                right = __torch__.unit_column(torch.bmm(fixed.transpose(1, 2), left))
              image = torch.bmm(fixed, right)
              lives = torch.linalg_vector_norm(image, 2, [1], True) > 1e-12
              left = torch.where(lives, __torch__.unit_column(image), left)
            if iterations > 0:
              u.copy_(left.view([-1]))
            sigma = torch.bmm(torch.bmm(left.transpose(1, 2), matrices), right)
            scale = top * torch.where(sigma > 1e-12, sigma, torch.ones_like(sigma))
            return w / __torch__.of_replica(scale.view([-1]), w)
          """,
          MATRICES,
          UNIT);

  @Override
  public Value weight(Graph graph, Weight weight) {
    Value w = WithoutSites.super.weight(graph, weight);
    Value u = graph.state(weight.layer() + ".u", new Initial(0, 1), weight.out());
    graph.start().once(WEIGHT, w, u, AT_START, graph.replicas());
    return graph.call(WEIGHT, w, u, graph.training() ? iterations : 0, graph.replicas());
  }

  @Override
  public List<Problem> problems(Site site, int batch) {
    return RecurrenceRules.notRecurrent(site, "spectral norms");
  }
}
