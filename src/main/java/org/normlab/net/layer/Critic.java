package org.normlab.net.layer;

import java.util.List;
import org.normlab.torch.Initial;
import org.normlab.torch.Kernel;

/**
 * Describes an output of two layers: the logits of a policy, and behind them the value of the
 * state. Weights start normal, of the deviations that CleanRL's orthogonal ones have: a policy that
 * hardly prefers any action, and values of the size of their features.
 *
 * @param actions of an agent
 */
public record Critic(int actions) implements Heads {
  private static final double POLICY_GAIN = 0.01;

  private static final Kernel BOTH =
      new Kernel(
          """
          def policy_and_value(policy: Tensor, value: Tensor) -> Tensor:
            n = value.numel()
            both = torch.cat([policy.reshape([n, -1]), value.reshape([n, 1])], 1)
            return both.view([value.size(0), -1])
          """);

  @Override
  public List<Head> layers(int in, int classes, Initial wanted) {
    Initial value = Initial.lecun(in);
    Initial policy = new Initial(0, POLICY_GAIN * value.deviation());
    return List.of(new Head("output.policy", actions, policy), new Head("output.value", 1, value));
  }

  /** Returns the kernel for logits {@code [B, R·actions]} and values {@code [B, R]}. */
  @Override
  public Kernel kernel() {
    return BOTH;
  }
}
