package org.normlab.train.step;

import java.util.ArrayList;
import java.util.List;
import org.normlab.control.Dqn;
import org.normlab.control.kernel.ReplayKernels;
import org.normlab.control.kernel.ValueKernels;
import org.normlab.torch.Kernel;
import org.normlab.torch.KernelFile;

/**
 * The program by which agents act and learn: the fixed text of {@code kernel/agent_step.py}, and
 * the kernels that it calls. Its updates are those of {@link StepText}.
 */
public final class AgentText {
  private static final KernelFile METHODS = KernelFile.read("agent_step.py");

  private AgentText() {}

  public static String methods() {
    return METHODS.methods();
  }

  /**
   * The kernels of Q-learning.
   *
   * @param slots of the replay of a run
   * @param unpacked how what was seen becomes what the network takes
   * @param onHost whether a step may look at its loss without waiting for an accelerator
   */
  public static List<Kernel> kernels(
      UpdateText update, Dqn agent, int actions, int slots, Kernel unpacked, boolean onHost) {
    List<Kernel> kernels = StepText.shared(update, onHost);
    kernels.addAll(learning(agent, actions, slots, unpacked));
    return kernels;
  }

  /** The kernels of Q-learning beside those of networks and their updates. */
  public static List<Kernel> learning(Dqn agent, int actions, int slots, Kernel unpacked) {
    List<Kernel> kernels = new ArrayList<>(ValueKernels.of(agent, actions));
    kernels.addAll(ReplayKernels.of(agent.prioritized(), slots));
    kernels.add(unpacked);
    return kernels;
  }
}
