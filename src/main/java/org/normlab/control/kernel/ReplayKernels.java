package org.normlab.control.kernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.control.Prioritized;
import org.normlab.torch.Kernel;
import org.normlab.torch.KernelFile;

/** Chooses the kernels that draw transitions from a replay, and weigh them. */
public final class ReplayKernels {
  private static final KernelFile UNIFORM = KernelFile.read("agent_uniform.py");
  private static final KernelFile PRIORITIZED =
      KernelFile.read("agent_prioritized.py", KernelFile.read("prioritized.py"));

  private ReplayKernels() {}

  /**
   * Returns the kernels of a replay.
   *
   * @param how by priorities; null where all transitions are as likely
   * @param slots of a run
   */
  public static List<Kernel> of(@Nullable Prioritized how, int slots) {
    if (how == null) {
      return UNIFORM.all();
    }
    List<Kernel> kernels = new ArrayList<>(PRIORITIZED.all());
    Collections.addAll(
        kernels,
        Kernel.constant("slots_of_run", slots),
        Kernel.constant("priority_exponent", how.alpha()),
        Kernel.constant("least_error", how.epsilon()));
    return kernels;
  }

  /** Returns the places of a block of priorities; as many blocks hold all slots of a run. */
  public static int blockWidth(int slots) {
    return (int) Math.ceil(Math.sqrt(slots));
  }
}
