package org.normlab.norm;

import org.jspecify.annotations.Nullable;
import org.normlab.norm.kernel.WhiteningKernels;
import org.normlab.norm.site.Site;
import org.normlab.setting.Named;
import org.normlab.setting.Setting;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.Value;

/**
 * Iterative normalization (IterNorm): channels are decorrelated by an inverse root of their
 * covariance that Newton's method approximates.
 *
 * <pre>Σ = (x − μ)(x − μ)ᵀ / n + ε I      Σ_N = Σ / tr Σ      P₀ = I, Pₖ₊₁ = 1.5 Pₖ − 0.5 Pₖ³ Σ_N
 * y = W (x − μ) · γ + β      W = P_T / √(tr Σ), per group of consecutive channels</pre>
 *
 * Shape: dense, tokens or image, in and out. The last group is smaller where the size does not
 * divide. Gradients flow through all iterations. Training moves running mean and whitening matrix,
 * which start as 0 and I; evaluation uses them. {@code runningWhitening} is {@code [C, groupSize]},
 * row c being channel c's row of its group's matrix. It approaches {@link DecorrelatedBatchNorm} as
 * T grows; in a group of 64 channels five iterations leave deviations near 0.75. Source: Huang,
 * Zhou, Zhu, Liu and Shao 2019 (CVPR), algorithm 1. Difference from the released code: none; groups
 * default to all channels.
 */
@Paper("Huang et al. 2019")
@Named(
    value = "iterative",
    summary = "Whitening of groups of channels by Newton's iterations (IterNorm).")
public record IterNorm(
    @Setting(value = "Newton iterations", preset = "5", min = 1, max = 100) int iterations,
    @Setting(value = "channels of a group [all]", preset = "null", min = 1, max = 65536)
        @Nullable Integer groupSize,
    @Setting(
            value = "weight of the new value in the running statistics",
            preset = "0.1",
            above = 0,
            max = 1)
        double momentum,
    @Setting(value = "added to the diagonal of the covariance", preset = "1e-5", above = 0, max = 1)
        double epsilon)
    implements Normalization, BatchStatistics, ScaleInvariant {

  /** The formula above for one group, of {@code x [B, R, C, positions]}. */
  static final Kernel FORMULA =
      new Kernel(
          """
          def formula(x: Tensor, gamma: Tensor, beta: Tensor, iterations: int, epsilon: float) -> Tensor:
            d = (x - x.mean([0, 3], True)).permute([1, 2, 0, 3])
            rows = d.flatten(2)
            unit = torch.eye(x.size(2), dtype=x.dtype)
            sigma = torch.bmm(rows, rows.transpose(1, 2)) / rows.size(2) + epsilon * unit
            trace = sigma.diagonal(0, 1, 2).sum([1]).view([-1, 1, 1])
            p = unit.expand(sigma.size())
            for _ in range(iterations):
              p = 1.5 * p - 0.5 * torch.bmm(torch.bmm(torch.bmm(p, p), p), sigma / trace)
            return torch.bmm(p / torch.sqrt(trace), rows).view(d.size()).permute([2, 0, 1, 3]) * gamma + beta
          """);

  private static final Kernel ROOT =
      new Kernel(
          """
          def inverse_root(xc: Tensor, epsilon: float) -> Tensor:
            s = xc.size(2)
            unit = torch.eye(s, dtype=xc.dtype, device=xc.device)
            sigma = torch.bmm(xc.transpose(1, 2), xc) + epsilon * unit
            trace = sigma.diagonal(0, 1, 2).sum([1]).view([-1, 1, 1])
            normed = sigma / trace
            p = 1.5 * unit - 0.5 * normed
            for _ in range(__torch__.iterations() - 1):
              p = 1.5 * p - 0.5 * torch.bmm(torch.bmm(torch.bmm(p, p), p), normed)
            return p * trace.rsqrt()
          """);

  @Override
  public Value normalize(Graph graph, Site site, Value x) {
    Kernel root = ROOT.choosing(Kernel.constant("iterations", iterations));
    int size = groupSize == null ? site.channels() : Math.min(groupSize, site.channels());
    return WhiteningKernels.normalize(graph, site, x, root, size, momentum, epsilon);
  }
}
