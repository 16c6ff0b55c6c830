package org.normlab.train.step;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.normlab.net.Network;
import org.normlab.net.Probing;
import org.normlab.torch.Kernel;
import org.normlab.torch.KernelFile;
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

  private static final KernelFile METHODS = KernelFile.read("probe.py");

  private ProbeText() {}

  public static String methods() {
    return METHODS.methods();
  }

  public static List<Kernel> kernels(
      Network network, Probing probing, List<Kernel> gathering, double smoothing) {
    List<Kernel> kernels = new ArrayList<>(gathering);
    Collections.addAll(
        kernels,
        StepText.PARTS.kernel("losses"),
        StepText.PARTS.kernel("gradients"),
        StepText.PARTS.kernel("rows"),
        Kernel.constant("replicas", network.replicas()),
        Kernel.constant("label_smoothing", smoothing),
        shown(network.parameters()),
        Variable.forms("parameter_forms", network.parameters(), network.replicas()),
        Variable.forms("state_forms", network.states(), network.replicas()),
        probing.forward());
    return kernels;
  }

  /** Returns what is shown of trained tensors, one row each: see {@link ProbeSeries}. */
  private static Kernel shown(List<Variable> parameters) {
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
    return new Kernel(
        "def shown(w: List[Tensor], d: List[Tensor]) -> Tensor:\n  return torch.stack(%s)\n"
            .formatted(rows),
        List.of(NORM));
  }
}
