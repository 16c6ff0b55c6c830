package org.normlab.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normlab.net.Network;
import org.normlab.optim.Clipping;
import org.normlab.optim.Optimizer;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.Variable;
import org.normlab.torch.Variable.Role;

/**
 * The text of a training program: many steps behind one call, so that neither Java nor the
 * host–device border is crossed within a step. Lists: p parameters, m moments, s states of the
 * forward pass.
 */
final class StepText {
  /** Softmax cross-entropy {@code [B, R]}, or {@code [B·T, R]} of every token of a text. */
  static final Kernel LOSS =
      new Kernel(
          """
          def losses(logits: Tensor, y: Tensor, replicas: int, smoothing: float) -> Tensor:
            each = torch.cross_entropy_loss(logits.reshape([y.numel(), -1]), y, None, 0, -100, smoothing)
            return each.view([-1, replicas])
          """);

  private static final Kernel HITS =
      new Kernel(
          """
          def hits(logits: Tensor, y: Tensor, replicas: int) -> Tensor:
            return (logits.reshape([y.numel(), -1]).argmax(1) == y).view([-1, replicas]).sum(0)
          """);

  /** Fused updates walk raw memory, so that a gradient must lie in memory as its parameter does. */
  static final Kernel GRADIENTS =
      new Kernel(
          """
          def gradients(loss: Tensor, leaves: List[Tensor]) -> List[Tensor]:
            found = torch.grad([loss], leaves, None, False, False, False)
            result: List[Tensor] = []
            for i in range(len(leaves)):
              g = found[i]
              if g is not None:
                result.append(g if g.stride() == leaves[i].stride() else torch.empty_like(leaves[i]).copy_(g))
            return result
          """);

  private static final Kernel FREEZE =
      new Kernel(
          """
          def keep(tensors: List[Tensor], frozen: Tensor) -> List[Tensor]:
            return [t.index_select(0, frozen) for t in tensors]
          """);

  private static final Kernel THAW =
      new Kernel(
          """
          def give_back(tensors: List[Tensor], kept: List[Tensor], frozen: Tensor) -> None:
            for i in range(len(tensors)):
              tensors[i].index_copy_(0, frozen, kept[i])
          """);

  /**
   * Tensors as one row of numbers in the order of memory: fused updates copy what is not
   * contiguous.
   */
  private static final Kernel IN_MEMORY =
      new Kernel(
          """
          def in_memory(tensors: List[Tensor]) -> List[Tensor]:
            result: List[Tensor] = []
            for t in tensors:
              result.append(t if t.is_contiguous() else t.as_strided([t.numel()], [1]))
            return result
          """);

  /** Rates as they were at the first step. */
  private static final Kernel FIRST_RATE =
      new Kernel(
          """
          def at_first_rate(rates: Tensor) -> Tensor:
            first = rates.clone()
            first[0].copy_(rates[4])
            return first
          """);

  /** Tensors as a row of numbers a replica, in the order of memory. */
  static final Kernel ROWS =
      new Kernel(
          """
          def rows(tensors: List[Tensor], replicas: int) -> List[Tensor]:
            result: List[Tensor] = []
            for t in tensors:
              n = t.numel() // replicas
              result.append(t.view([replicas, n]) if t.is_contiguous() else t.as_strided([replicas, n], [n, 1]))
            return result
          """);

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

      def row_norms(self: __torch__.M, weights: List[Tensor]) -> List[Tensor]:
        torch.set_grad_enabled(False)
        return [torch.linalg_vector_norm(w.flatten(2), 2, [2], False, dtype=7).to(6) for w in weights]
      """;

  private StepText() {}

  static String methods(
      Network network,
      Optimizer optimizer,
      boolean uniform,
      double smoothing,
      int evaluationBatch,
      boolean onHost,
      boolean scaled) {
    return (scaled ? scaled() : plain())
        .replace("%(smoothing)", Double.toString(smoothing))
        .replace("%(batch)", Integer.toString(evaluationBatch))
        .replace("%(norm)", norm(optimizer.clip(), scaled) + adaptive(network, optimizer))
        .replace("%(look)", onHost ? LOOK : "")
        .replace("%(up)", forUpdate("pf", uniform))
        .replace("%(um)", forUpdate(moments(network, optimizer), uniform))
        .replace("%(ug)", forUpdate("g", uniform))
        .replace("%(update)", update(network, optimizer, uniform))
        .replace("%(rates)", scaled ? "__torch__.counted(rates[k], scaling)" : "rates[k]")
        .replace("%(replicas)", Integer.toString(network.replicas()));
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

  /** Asked for once a call, or in every step for clipping or to see an overflow. */
  private static String norm(@Nullable Double limit, boolean always) {
    if (limit != null) {
      return "    norm = __torch__.clip(__torch__.rows(g, %(replicas)), " + limit + ")";
    }
    String norm = "norm = __torch__.gradient_norm(__torch__.rows(g, %(replicas)))";
    return always ? "    " + norm : "    if k == steps - 1:\n      " + norm;
  }

  /** The output layer, which no normalizer follows, is exempt, as its authors have it. */
  private static String adaptive(Network network, Optimizer optimizer) {
    if (optimizer.adaptiveClip() == null) {
      return "";
    }
    List<Integer> which =
        IntStream.range(0, network.parameters().size())
            .filter(i -> network.parameters().get(i).role() != Role.OUTPUT)
            .boxed()
            .toList();
    return "\n    __torch__.clip_adaptively(%s, %s, %d, %s)"
        .formatted(
            pick("pf", which), pick("g", which), network.replicas(), optimizer.adaptiveClip());
  }

  private static String forUpdate(String list, boolean uniform) {
    return uniform
        ? "__torch__.in_memory(" + list + ")"
        : "__torch__.rows(" + list + ", %(replicas))";
  }

  /** The first moments of all parameters, then the second ones, each in its parameter's form. */
  private static String moments(Network network, Optimizer optimizer) {
    int n = network.parameters().size();
    return IntStream.range(0, optimizer.moments())
        .mapToObj(i -> "__torch__.parameter_forms(m[%d:%d])".formatted(i * n, (i + 1) * n))
        .collect(Collectors.joining(" + "));
  }

  static List<Kernel> kernels(
      Network network, List<Kernel> gathering, Optimizer optimizer, boolean uniform) {
    List<Kernel> kernels = new ArrayList<>(network.updates());
    kernels.addAll(gathering);
    kernels.addAll(LossScaling.KERNELS);
    Collections.addAll(
        kernels,
        LOSS,
        HITS,
        GRADIENTS,
        FREEZE,
        THAW,
        IN_MEMORY,
        FIRST_RATE,
        ROWS,
        Graph.forms("parameter_forms", network.parameters(), network.replicas()),
        Graph.forms("state_forms", network.states(), network.replicas()),
        Clipping.NORM,
        Clipping.CLIP,
        Clipping.ADAPTIVE,
        kernel(optimizer, uniform),
        network.training(),
        network.evaluation());
    return kernels;
  }

  private static Kernel kernel(Optimizer optimizer, boolean uniform) {
    return uniform ? optimizer.uniform() : optimizer.perReplica();
  }

  /** One call for all parameters that share their rates and whether they decay. */
  private static String update(Network network, Optimizer optimizer, boolean uniform) {
    String name = kernel(optimizer, uniform).name();
    List<Variable> parameters = network.parameters();
    Map<String, List<Integer>> parts = new LinkedHashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      String how = how(network, optimizer, parameters.get(i));
      parts.computeIfAbsent(how, _ -> new ArrayList<>()).add(i);
    }
    if (parts.size() == 1) {
      return "    __torch__." + name + "(up, ug, um, " + parts.keySet().iterator().next() + ")";
    }
    return parts.entrySet().stream()
        .map(e -> part(name, e.getValue(), parameters.size(), optimizer.moments(), e.getKey()))
        .collect(Collectors.joining("\n"));
  }

  /** The rates of a parameter, and the factor on its decay. */
  private static String how(Network network, Optimizer optimizer, Variable parameter) {
    boolean decays =
        network.normalization().decaysOutputOnly()
            ? parameter.role() == Role.OUTPUT
            : optimizer.decayNormalization() || parameter.role() != Role.SCALE;
    boolean atFirstRate =
        network.normalization().keepsFirstRate()
            && network.hiddenWeights().containsValue(parameter);
    return (atFirstRate ? "__torch__.at_first_rate(%(rates))" : "%(rates)")
        + (decays ? ", 1.0" : ", 0.0");
  }

  private static String part(String name, List<Integer> which, int of, int moments, String how) {
    List<Integer> all =
        IntStream.range(0, moments)
            .boxed()
            .flatMap(moment -> which.stream().map(i -> i + moment * of))
            .toList();
    return "    __torch__.%s(%s, %s, %s, %s)"
        .formatted(name, pick("up", which), pick("ug", which), pick("um", all), how);
  }

  private static String pick(String list, List<Integer> which) {
    return which.stream().map(i -> list + "[" + i + "]").toList().toString();
  }
}
