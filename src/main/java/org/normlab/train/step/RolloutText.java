package org.normlab.train.step;

import java.util.ArrayList;
import java.util.List;
import org.normlab.control.Ppo;
import org.normlab.control.kernel.PolicyKernels;
import org.normlab.torch.Kernel;
import org.normlab.torch.KernelFile;

/**
 * The program by which agents act, and learn from what they have just played: the fixed text of
 * {@code kernel/rollout_step.py}, and the kernels that it calls. Its updates are those of {@link
 * StepText}.
 */
public final class RolloutText {
  private static final KernelFile METHODS = KernelFile.read("rollout_step.py");

  private RolloutText() {}

  public static String methods() {
    return METHODS.methods() + "\n" + StepText.methodsOfTensors();
  }

  /**
   * The kernels of proximal policy optimization.
   *
   * @param unpacked how what was seen becomes what the network takes
   * @param onHost whether a step may look at its loss without waiting for an accelerator
   */
  public static List<Kernel> kernels(
      UpdateText update, Ppo agent, Kernel unpacked, boolean onHost) {
    List<Kernel> kernels = StepText.shared(update, onHost);
    kernels.addAll(learning(agent, unpacked));
    return kernels;
  }

  /** The kernels of proximal policy optimization beside those of networks and their updates. */
  public static List<Kernel> learning(Ppo agent, Kernel unpacked) {
    List<Kernel> kernels = new ArrayList<>(PolicyKernels.of(agent));
    kernels.add(unpacked);
    return kernels;
  }
}
