package org.normlab.norm;

import org.normlab.norm.kernel.WhiteningKernels;
import org.normlab.norm.site.Site;
import org.normlab.setting.Named;
import org.normlab.setting.Setting;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.Value;

/**
 * Decorrelated batch normalization: channels are whitened by the exact inverse root of their
 * covariance (ZCA).
 *
 * <pre>Σ = (x − μ)(x − μ)ᵀ / n + ε I      y = Σ^(−1/2) (x − μ) · γ + β      per group of channels
 * </pre>
 *
 * Shape: dense, tokens or image, in and out. Groups are consecutive channels, the last one smaller
 * where the size does not divide. The root comes from an eigendecomposition; its gradient from the
 * equation it solves, which stays finite where eigenvalues coincide. Running state and evaluation:
 * as {@link IterNorm}. Equal to {@link BatchNorm} at groupSize 1, but for the biased variance of
 * its running state. Source: Huang, Yang, Lang and Deng 2018, arXiv:1804.08450, eq. 5–7. Difference
 * from the paper: the running state averages whitening matrices, not covariances, as the authors'
 * later code does.
 */
@Paper("Huang et al. 2018")
@Named(value = "decorrelated", summary = "ZCA whitening of groups of channels.")
public record DecorrelatedBatchNorm(
    @Setting(value = "channels of a group", preset = "16", min = 1, max = 65536) int groupSize,
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
          def formula(x: Tensor, gamma: Tensor, beta: Tensor, epsilon: float) -> Tensor:
            d = (x - x.mean([0, 3], True)).permute([1, 2, 0, 3])
            rows = d.flatten(2)
            unit = torch.eye(x.size(2), dtype=x.dtype)
            sigma = torch.bmm(rows, rows.transpose(1, 2)) / rows.size(2) + epsilon * unit
            values, vectors = torch.linalg_eigh(sigma)
            root = torch.bmm(vectors / torch.sqrt(values).unsqueeze(1), vectors.transpose(1, 2))
            return torch.bmm(root, rows).view(d.size()).permute([2, 0, 1, 3]) * gamma + beta
          """);

  /**
   * Computes, with Σ = V Λ Vᵀ and W = Σ^(−1/2): Vᵀ dW V = −K ∘ (Vᵀ dΣ V), Kᵢⱼ = 1 / (√λᵢ √λⱼ (√λᵢ +
   * √λⱼ)). The last line has the value of W and that differential.
   */
  private static final Kernel ROOT =
      new Kernel(
          """
          def inverse_root(xc: Tensor, epsilon: float) -> Tensor:
            s = xc.size(2)
            sigma = torch.bmm(xc.transpose(1, 2), xc) + epsilon * torch.eye(s, dtype=xc.dtype, device=xc.device)
            fixed = sigma.detach().to(torch.float64)
            values, vectors = torch.linalg_eigh(fixed)
            root = torch.maximum(values, values[:, -1:] * 1e-14).clamp(min=epsilon).sqrt()
            back = vectors.transpose(1, 2)
            whitening = torch.bmm(vectors / root.unsqueeze(1), back).to(xc.dtype)
            rows = root.unsqueeze(2)
            columns = root.unsqueeze(1)
            k = (1 / (rows * columns * (rows + columns))).to(xc.dtype)
            v = vectors.to(xc.dtype)
            turned = torch.bmm(torch.bmm(v.transpose(1, 2), sigma - sigma.detach()), v)
            return whitening - torch.bmm(torch.bmm(v, k * turned), v.transpose(1, 2))
          """);

  @Override
  public Value normalize(Graph graph, Site site, Value x) {
    int size = Math.min(groupSize, site.channels());
    return WhiteningKernels.normalize(graph, site, x, ROOT, size, momentum, epsilon);
  }
}
