package org.normlab.norm;

import java.util.Optional;
import org.normlab.norm.kernel.WeightRowKernels;
import org.normlab.norm.site.Weight;
import org.normlab.setting.Named;
import org.normlab.setting.Setting;
import org.normlab.torch.AfterUpdate;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.Value;

/**
 * Training without weight decay at the effective step size of a training with it, whose norms were
 * recorded: what weight decay does to a normalized network is to change its step size.
 *
 * <pre>rate:  w ← w₋ − (w₋ − w₊) · ‖w₋‖² / n²      n the recorded norm, per output row
 * norm:  w ← w₊ · n · √(η₀ / η(t)) / ‖w₊‖</pre>
 *
 * w₋ and w₊ are a row of a hidden weight before and after the optimizer's update, momentum
 * included; n is the norm of the same row in the recorded run of the same seed at the start of the
 * current epoch. A row whose n is zero or not a number has the plain update. Only the output layer
 * decays. {@code norm} updates hidden weights at the first rate η₀ to the end, and moves their
 * norms where the schedule would have moved the rate; everything else follows the schedule η(t).
 *
 * <p>State: {@code <layer>.recordedNorm} {@code [out]}, set at the start of each epoch; 0 before.
 * Source: Hoffer, Banner, Golan and Soudry 2018, arXiv:1803.01814, section 3, and its released
 * code. Differences from the code: norms stand for the epoch that they were recorded at the start
 * of, not the end; linear layers are corrected as convolutions are; a row without a record is
 * updated, not left alone.
 */
@Paper("Hoffer et al. 2018")
@Named(
    value = "norm-matched-rate",
    summary = "No weight decay, but the effective steps of a job that had it.")
public record NormMatchedRate(
    @Setting(
            value = "id of a finished job with weightDecay, recordNorms and the same seeds",
            minSize = 1,
            maxSize = 100)
        String reference,
    @Setting(
            value =
                "whether updates of hidden weights are corrected, or norms take the rate's place",
            preset = "\"rate\"",
            oneOf = {NormMatchedRate.RATE, NormMatchedRate.NORM})
        String schedule,
    @Setting(
            value = "method at the sites, of the reference too",
            preset = "{\"type\":\"batch\"}",
            among = RowScaleInvariant.class)
        Normalization inner)
    implements Wrapping {
  static final String RATE = "rate";
  static final String NORM = "norm";

  private static final Kernel USABLE =
      new Kernel(
          """
          def usable_factor(factor: Tensor, recorded: Tensor) -> Tensor:
            return torch.logical_and(torch.isfinite(factor), recorded > 0)
          """);

  private static final Kernel MATCH_RATE =
      WeightRowKernels.FILE.calling(
          """
          def match_rate(w: Tensor, before: Tensor, recorded: Tensor) -> None:
            factor = (__torch__.row_norms(before, 2.0) / recorded).square()
            usable = __torch__.per_output(__torch__.usable_factor(factor, recorded), w)
            corrected = torch.addcmul(before, w - before, __torch__.per_output(factor, w))
            w.copy_(torch.where(usable, corrected, w))
          """,
          USABLE);

  private static final Kernel MATCH_NORM =
      WeightRowKernels.FILE.calling(
          """
          def match_norm(w: Tensor, recorded: Tensor, rates: Tensor) -> None:
            root = (rates[4] / rates[0]).sqrt().to(w.device, w.dtype).view([-1, 1])
            wanted = (recorded.view([root.size(0), -1]) * root).view([-1])
            factor = wanted / __torch__.row_norms(w, 2.0)
            usable = __torch__.usable_factor(factor, recorded)
            w.mul_(__torch__.per_output(factor.masked_fill(usable.logical_not(), 1.0), w))
          """,
          USABLE);

  @Override
  public Value weight(Graph graph, Weight weight) {
    Value w = inner.weight(graph, weight);
    Value recorded = graph.state(weight.layer() + Weight.RECORDED_NORM, 0, weight.out());
    AfterUpdate update = graph.afterUpdate();
    if (keepsFirstRate()) {
      update.once(MATCH_NORM, w, recorded, update.rates());
    } else {
      update.once(MATCH_RATE, w, update.before(w), recorded);
    }
    return w;
  }

  @Override
  public boolean decaysOutputOnly() {
    return true;
  }

  @Override
  public Optional<String> referencedJob() {
    return Optional.of(reference);
  }

  @Override
  public boolean keepsFirstRate() {
    return schedule.equals(NORM);
  }
}
