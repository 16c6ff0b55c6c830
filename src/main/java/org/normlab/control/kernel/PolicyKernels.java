package org.normlab.control.kernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.normlab.control.Ppo;
import org.normlab.torch.Kernel;
import org.normlab.torch.KernelFile;

/**
 * Says what proximal policy optimization calls beside network and update: how actions are drawn,
 * what they were worth, and how far the policy is from what it should be.
 */
public final class PolicyKernels {
  private static final KernelFile OUTPUTS = KernelFile.read("agent_parts.py");
  private static final KernelFile POLICY =
      KernelFile.read("policy.py", KernelFile.read("agent.py"));
  private static final KernelFile PARTS = KernelFile.read("rollout_parts.py", OUTPUTS, POLICY);

  /** The change of a value is bounded as that of a probability's ratio. */
  private static final Kernel BOUNDED_VALUE =
      POLICY.calling(
          """
          def value_error(value: Tensor, old: Tensor, returned: Tensor) -> Tensor:
            return __torch__.clipped_value_loss(value, old, returned, __torch__.ratio_bound())
          """);

  private static final Kernel PLAIN_VALUE =
      new Kernel(
          """
          def value_error(value: Tensor, old: Tensor, returned: Tensor) -> Tensor:
            return 0.5 * (value - returned) ** 2
          """);

  private PolicyKernels() {}

  /** Returns the kernels of an agent. */
  public static List<Kernel> of(Ppo agent) {
    List<Kernel> kernels = new ArrayList<>(PARTS.all());
    Collections.addAll(
        kernels,
        OUTPUTS.kernel("outputs"),
        POLICY.kernel("sampled"),
        POLICY.kernel("standardized_advantage"),
        POLICY.kernel("generalized_advantage"),
        agent.clipValue() ? BOUNDED_VALUE : PLAIN_VALUE,
        Kernel.constant("discount", agent.discount()),
        Kernel.constant("advantage_decay", agent.lambda()),
        Kernel.constant("ratio_bound", agent.clip()),
        Kernel.constant("value_weight", agent.valueWeight()),
        Kernel.constant("entropy_weight", agent.entropy()));
    return kernels;
  }
}
