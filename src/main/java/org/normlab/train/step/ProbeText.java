package org.normlab.train.step;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.normlab.net.Network;
import org.normlab.net.Probing;
import org.normlab.torch.Kernel;
import org.normlab.torch.Variable;
import org.normlab.train.ProbeSeries;

/**
 * The text of a program that looks into a network: the forward and backward pass of one training
 * step without its update. States are copied, so that nothing which a training goes on from is
 * moved.
 */
public final class ProbeText {
  private static final Kernel NORM =
      new Kernel(
          """
          def row_norm(rows: Tensor) -> Tensor:
            return torch.linalg_vector_norm(rows, 2, [1])
          """);

  private static final String METHOD =
      """
      def probe(self: __torch__.M, p: List[Tensor], m: List[Tensor], s: List[Tensor], data: List[Tensor], labels: Tensor, index: Tensor, shifts: Tensor, seeds: Tensor) -> Tuple[Tensor, Tensor]:
        x = __torch__.gather(data, index[0], shifts[0], %(replicas))
        y = __torch__.targets(data, labels, index[0], %(replicas))
        sf = __torch__.state_forms([t.clone() for t in s])
        torch.set_grad_enabled(True)
        leaves = [q.detach().requires_grad_(True) for q in __torch__.parameter_forms(p)]
        terms = annotate(List[Tensor], [])
        notes = annotate(List[Tensor], [])
        logits, seen = __torch__.forward_probing(leaves, sf, x, seeds[0], terms, notes)
        total = __torch__.losses(logits, y, %(replicas), %(smoothing)).mean(0).sum()
        for term in terms:
          total = total + term.sum()
        g = __torch__.gradients(total, leaves)
        torch.set_grad_enabled(False)
        w = __torch__.rows([q.detach() for q in leaves], %(replicas))
        d = __torch__.rows(g, %(replicas))
        return seen, torch.stack([%(tensors)])
      """;

  private ProbeText() {}

  public static String method(Network network, double smoothing) {
    return METHOD
        .replace("%(smoothing)", Double.toString(smoothing))
        .replace("%(tensors)", tensors(network.parameters()))
        .replace("%(replicas)", Integer.toString(network.replicas()));
  }

  public static List<Kernel> kernels(Network network, Probing probing, List<Kernel> gathering) {
    List<Kernel> kernels = new ArrayList<>(gathering);
    Collections.addAll(
        kernels,
        StepKernels.LOSS,
        StepKernels.GRADIENTS,
        StepKernels.ROWS,
        NORM,
        Variable.forms("parameter_forms", network.parameters(), network.replicas()),
        Variable.forms("state_forms", network.states(), network.replicas()),
        probing.forward());
    return kernels;
  }

  /** What is shown of trained tensors, one row each: see {@link ProbeSeries}. */
  private static String tensors(List<Variable> parameters) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      Variable parameter = parameters.get(i);
      rows.add(
          parameter.size() == 1
              ? "w[%d].view([-1])".formatted(i)
              : "__torch__.row_norm(w[%d])".formatted(i));
      if (ProbeSeries.isWeight(parameter)) {
        rows.add("__torch__.row_norm(d[%d])".formatted(i));
      }
    }
    return rows.stream().collect(Collectors.joining(", "));
  }
}
