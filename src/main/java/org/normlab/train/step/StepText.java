package org.normlab.train.step;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.normlab.net.Network;
import org.normlab.optim.Clipping;
import org.normlab.torch.Kernel;
import org.normlab.torch.Variable;

/**
 * The text of a training program: many steps behind one call, so that neither Java nor the
 * host–device border is crossed within a step. Lists: p parameters, m moments, s states of the
 * forward pass.
 */
public final class StepText {
  /**
   * A replica whose loss is not finite stays as it was before that step's update. An accelerator
   * would have to be waited for at every step; there its run is frozen after the call.
   */
  private static final String LOOK =
      """
          if not torch.isfinite(float(total)):
            still = torch.isfinite(loss).logical_not().index_fill_(0, still, 1).nonzero().view([-1])
      """;

  /** {@code still} lists the replicas that stay as they are. */
  private static final String METHODS =
      """
      def train(self: __torch__.M, p: List[Tensor], m: List[Tensor], s: List[Tensor], data: List[Tensor], labels: Tensor, index: Tensor, shifts: Tensor, rates: Tensor, seeds: Tensor, frozen: Tensor%(scaling)) -> Tuple[Tensor, Tensor, Tensor]:
        loss_list: List[Tensor] = []
        hit_list: List[Tensor] = []
        norm = torch.zeros([%(replicas)], device=labels.device)
        steps = index.size(0)
        still = frozen
        kept: List[Tensor] = []
        pf = __torch__.parameter_forms(p)
        sf = __torch__.state_forms(s)
        up = %(up)
        um = %(um)
        for k in range(steps):
          rows = index[k]
          x = __torch__.gather(data, rows, shifts[k], %(replicas))
          y = __torch__.targets(data, labels, rows, %(replicas))
          if still.numel() > 0:
            kept = __torch__.keep(s, still)
      %(remember)
          torch.set_grad_enabled(True)
          leaves = [q.detach().requires_grad_(True) for q in pf]
          terms = annotate(List[Tensor], [])
          notes = annotate(List[Tensor], [])
          logits = __torch__.forward_training(leaves, sf, x, seeds[k], terms, notes)
          loss = __torch__.losses(logits, y, %(replicas), %(smoothing)).mean(0)
          total = %(total)
          for term in terms:
            total = total + %(term)
          g = __torch__.gradients(total, leaves)
          torch.set_grad_enabled(False)
      %(unscale)
          loss_list.append(loss.detach())
          hit_list.append(__torch__.hits(logits.detach(), y, %(replicas)))
      %(norm)
          if still.numel() > 0:
            __torch__.give_back(s, kept, still)
      %(look)
      %(skip)
          if %(resting).numel() > 0:
            kept = __torch__.keep(p + m + s, %(resting))
          ug = %(ug)
          before = __torch__.kept_before(pf)
      %(update)
          __torch__.after_update(pf, sf, g, before, notes, %(rates))
          if %(resting).numel() > 0:
            __torch__.give_back(p + m + s, kept, %(resting))
        return torch.stack(loss_list), torch.stack(hit_list), norm

      def start(self: __torch__.M, p: List[Tensor], s: List[Tensor]) -> Tensor:
        torch.set_grad_enabled(False)
        __torch__.at_start(__torch__.parameter_forms(p), __torch__.state_forms(s))
        return p[0]

      def evaluate(self: __torch__.M, p: List[Tensor], s: List[Tensor], data: List[Tensor], labels: Tensor, rows: Tensor) -> Tensor:
        torch.set_grad_enabled(False)
        total = torch.zeros([2, %(replicas)], dtype=7, device=labels.device)
        pf = __torch__.parameter_forms(p)
        sf = __torch__.state_forms(s)
        terms = annotate(List[Tensor], [])
        for part in rows.split(%(batch)):
          y = __torch__.targets(data, labels, part.repeat_interleave(%(replicas)), %(replicas))
          logits = __torch__.forward_evaluation(pf, sf, __torch__.gather_shared(data, part, %(replicas)), rows, terms, terms)
          total[0].add_(__torch__.losses(logits, y, %(replicas), 0.0).sum(0))
          total[1].add_(__torch__.hits(logits, y, %(replicas)))
        return total

      def snapshot(self: __torch__.M, tensors: List[Tensor]) -> List[Tensor]:
        return [t.detach().clone(memory_format=0) for t in tensors]

      def restore(self: __torch__.M, tensors: List[Tensor], values: List[Tensor]) -> Tensor:
        torch.set_grad_enabled(False)
        for i in range(len(tensors)):
          tensors[i].copy_(values[i])
        return tensors[0]

      def keep_best(self: __torch__.M, best: List[Tensor], now: List[Tensor], which: Tensor) -> Tensor:
        torch.set_grad_enabled(False)
        __torch__.give_back(best, __torch__.keep(now, which), which)
        return best[0]

      def row_norms(self: __torch__.M, weights: List[Tensor]) -> List[Tensor]:
        torch.set_grad_enabled(False)
        return [torch.linalg_vector_norm(w.flatten(2), 2, [2], False, dtype=7).to(6) for w in weights]
      """;

  private StepText() {}

  public static String methods(
      UpdateText update, double smoothing, int evaluationBatch, boolean onHost, boolean scaled) {
    return (scaled ? scaled() : plain())
        .replace("%(smoothing)", Double.toString(smoothing))
        .replace("%(batch)", Integer.toString(evaluationBatch))
        .replace("%(norm)", update.plasticity().gradients() + update.clipping(scaled))
        .replace("%(look)", onHost ? LOOK : "")
        .replace("%(up)", update.arranged("pf"))
        .replace("%(um)", update.arranged(update.moments()) + update.plasticity().setUp())
        .replace("%(ug)", update.arranged("g"))
        .replace("%(update)", update.calls() + update.plasticity().updates())
        .replace("%(rates)", scaled ? "__torch__.counted(rates[k], scaling)" : "rates[k]")
        .replace("%(replicas)", Integer.toString(update.network().replicas()));
  }

  private static String plain() {
    return METHODS
        .replace("%(scaling)", "")
        .replace("%(remember)\n", "")
        .replace("%(total)", "loss.sum()")
        .replace("%(term)", "term.sum()")
        .replace("%(unscale)\n", "")
        .replace("%(skip)\n", "")
        .replace("%(resting)", "still");
  }

  private static String scaled() {
    return METHODS
        .replace("%(scaling)", ", scaling: Tensor")
        .replace("%(remember)", LossScaling.REMEMBER)
        .replace("%(total)", LossScaling.SCALED.formatted("loss"))
        .replace("%(term)", LossScaling.SCALED.formatted("term"))
        .replace("%(unscale)", LossScaling.UNSCALED)
        .replace("%(skip)", LossScaling.SKIP)
        .replace("%(resting)", "resting");
  }

  public static List<Kernel> kernels(UpdateText update, List<Kernel> gathering) {
    Network network = update.network();
    List<Kernel> kernels = new ArrayList<>(network.updates());
    kernels.addAll(gathering);
    kernels.addAll(LossScaling.KERNELS);
    kernels.addAll(StepKernels.ALL);
    kernels.addAll(update.plasticity().kernels());
    Collections.addAll(
        kernels,
        Variable.forms("parameter_forms", network.parameters(), network.replicas()),
        Variable.forms("state_forms", network.states(), network.replicas()),
        Clipping.NORM,
        Clipping.CLIP,
        Clipping.ADAPTIVE,
        update.kernel(),
        network.training(),
        network.evaluation());
    return kernels;
  }
}
