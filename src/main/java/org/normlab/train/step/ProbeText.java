package org.normlab.train.step;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.normlab.control.Agent;
import org.normlab.control.Dqn;
import org.normlab.control.Ppo;
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

  private static final Kernel WHOLE_NORM =
      new Kernel(
          """
          def whole_norm(tensors: List[Tensor]) -> Tensor:
            return torch.linalg_vector_norm(torch.stack([__torch__.row_norm(rows) for rows in tensors]), 2, [0])
          """,
          List.of(NORM));

  private static final KernelFile METHODS = KernelFile.read("probe.py");
  private static final KernelFile OF_REPLAY = KernelFile.read("agent_probe.py");
  private static final KernelFile OF_ROLLOUT = KernelFile.read("rollout_probe.py");
  private static final KernelFile PARTS = KernelFile.read("probe_parts.py", StepText.PARTS);

  private ProbeText() {}

  /** Returns the method that looks at a batch of data. */
  public static String methods() {
    return METHODS.methods();
  }

  /** Returns the method that looks at what agents learn from. */
  public static String methods(Agent agent) {
    return switch (agent) {
      case Dqn _ -> OF_REPLAY.methods();
      case Ppo _ -> OF_ROLLOUT.methods();
    };
  }

  /** Returns the kernels for networks that learn from data. */
  public static List<Kernel> kernels(
      Network network, Probing probing, List<Kernel> gathering, double smoothing) {
    List<Kernel> kernels = new ArrayList<>(gathering);
    kernels.add(StepText.SUPERVISED.kernel("objective"));
    kernels.add(Kernel.constant("label_smoothing", smoothing));
    kernels.addAll(shared(network, probing));
    return kernels;
  }

  /**
   * Returns the kernels for agents.
   *
   * @param learning what they call beside their network where they learn
   */
  public static List<Kernel> ofAgents(Network network, Probing probing, List<Kernel> learning) {
    List<Kernel> kernels = new ArrayList<>(learning);
    kernels.add(network.evaluation());
    kernels.addAll(shared(network, probing));
    return kernels;
  }

  private static List<Kernel> shared(Network network, Probing probing) {
    List<Kernel> kernels = new ArrayList<>(PARTS.all());
    Collections.addAll(
        kernels,
        StepText.PARTS.kernel("gradients"),
        StepText.PARTS.kernel("rows"),
        Kernel.constant("replicas", network.replicas()),
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
    rows.add("__torch__.whole_norm(w)");
    rows.add("__torch__.whole_norm(d)");
    return new Kernel(
        "def shown(w: List[Tensor], d: List[Tensor]) -> Tensor:\n  return torch.stack(%s)\n"
            .formatted(rows),
        List.of(NORM, WHOLE_NORM));
  }
}
