package org.normlab.control.kernel;

import org.normlab.torch.Kernel;
import org.normlab.torch.KernelFile;

/** The files of kernels that agents share. */
public final class AgentKernels {
  private static final KernelFile VALUES = KernelFile.read("agent.py");
  private static final KernelFile PRIORITIZED = KernelFile.read("prioritized.py");
  private static final KernelFile POLICY = KernelFile.read("policy.py", VALUES);

  private AgentKernels() {}

  /** Returns a kernel of values, distributions and noise. */
  public static Kernel ofValues(String name) {
    return VALUES.kernel(name);
  }

  /** Returns a kernel of prioritized replay. */
  public static Kernel ofPriorities(String name) {
    return PRIORITIZED.kernel(name);
  }

  /** Returns a kernel of policies. */
  public static Kernel ofPolicies(String name) {
    return POLICY.kernel(name);
  }
}
