package org.normlab.optim;

import org.normlab.setting.Setting;
import org.normlab.torch.Kernel;

/**
 * ReDo: after every so many updates, hidden units that are dormant begin anew. A unit's score, over
 * the batch of the step and all positions, is
 *
 * <pre>s_i = mean |h_i| / mean over its layer's units of mean |h|</pre>
 *
 * with h after the nonlinearity and before dropout; units of s ≤ τ are dormant, all units of a
 * layer that is silent. What makes such a unit is drawn as at the start (its row of the incoming
 * weight, its bias, its scale and offset in the normalizer), what reads it (its columns of the
 * outgoing weight) becomes 0, and so do the optimizer's moments of both. A weight between two
 * dormant units is 0. Running statistics are left alone. Source: Sokar, Agarwal, Castro and Evci
 * 2023, arXiv:2302.12902, algorithm 1. Addition: scale and offset, which the source's networks have
 * not.
 */
public record Redo(
    @Setting(
            value = "updates from one look for dormant units to the next",
            preset = "1000",
            min = 1,
            max = 1_000_000_000)
        int every,
    @Setting(value = "score up to which a unit is dormant", preset = "0.1", min = 0, max = 1)
        double threshold) {
  /** Tells its drawings from a step's others; one number a parameter is added. */
  public static final int DRAWING = 3 << 20;

  /**
   * Says which units are dormant, {@code [R, C]}; activations are {@code [B, R·C]} or {@code [B,
   * R·C, H, W]}.
   */
  public static final Kernel DORMANT =
      new Kernel(
          """
          def dormant(h: Tensor, replicas: int, threshold: float) -> Tensor:
            units = h.size(1)
            each = h.transpose(0, 1).reshape([units, -1]).to(torch.float32).abs().mean([1]).view([replicas, -1])
            return each <= each.mean([1], True) * threshold
          """);

  /**
   * Draws rows of parameters anew. Parameters and fresh ones are {@code [R, C, …]}; {@code which}
   * lists those that make the layer's units; {@code m} begins with {@code moments} lists of as many
   * as {@code p} has.
   */
  public static final Kernel RENEW =
      new Kernel(
          """
          def renew_units(p: List[Tensor], m: List[Tensor], fresh: List[Tensor], dead: Tensor, which: List[int], moments: int) -> None:
            for i in which:
              mask = dead
              for axis in range(p[i].dim() - 2):
                mask = mask.unsqueeze(-1)
              p[i].copy_(torch.where(mask, fresh[i], p[i]))
              for j in range(moments):
                m[j * len(p) + i].masked_fill_(mask, 0.0)
          """);

  /**
   * Makes the next layer deaf to units: parameter {@code i} is {@code [R, out, in, …]}, and unit c
   * is read by its inputs c·n … c·n + n − 1.
   */
  public static final Kernel SILENCE =
      new Kernel(
          """
          def silence_units(p: List[Tensor], m: List[Tensor], dead: Tensor, i: int, moments: int) -> None:
            mask = torch.repeat_interleave(dead, p[i].size(2) // dead.size(1), 1).unsqueeze(1)
            for axis in range(p[i].dim() - 3):
              mask = mask.unsqueeze(-1)
            p[i].masked_fill_(mask, 0.0)
            for j in range(moments):
              m[j * len(p) + i].masked_fill_(mask, 0.0)
          """);
}
