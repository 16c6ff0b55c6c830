package org.normlab.control.kernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.control.Distributional;
import org.normlab.control.Dqn;
import org.normlab.control.Loss;
import org.normlab.torch.Kernel;
import org.normlab.torch.KernelFile;

/**
 * Says what a step of Q-learning calls beside network and update: which values outputs are, what
 * they should have been, and how far they are from it.
 */
public final class ValueKernels {
  private static final KernelFile PARTS = KernelFile.read("agent_parts.py");

  private static final Kernel OBJECTIVE =
      new Kernel(
          """
          def objective(output: Tensor, y: List[Tensor]) -> Tensor:
            each = __torch__.weighted(__torch__.each_loss(output, y), y)
            return each.view([-1, __torch__.replicas()]).mean(0)
          """);

  private static final Kernel CROSS_ENTROPY_AS_ERROR =
      new Kernel(
          """
          def errors(output: Tensor, y: List[Tensor]) -> Tensor:
            return __torch__.each_loss(output, y)
          """);

  /** Values {@code [N, A]} are the outputs themselves. */
  private static final Kernel PLAIN =
      new Kernel(
          """
          def action_values(output: Tensor) -> Tensor:
            return output
          """);

  private final Dqn agent;
  private final int actions;

  private ValueKernels(Dqn agent, int actions) {
    this.agent = agent;
    this.actions = actions;
  }

  /** Returns the kernels of an agent with the given number of actions. */
  public static List<Kernel> of(Dqn agent, int actions) {
    ValueKernels kernels = new ValueKernels(agent, actions);
    List<Kernel> all = new ArrayList<>(PARTS.all());
    Collections.addAll(
        all, kernels.values(), kernels.bootstrapped(), kernels.each(), kernels.errors(), OBJECTIVE);
    return all;
  }

  private Kernel values() {
    Distributional how = agent.distributional();
    return how == null
        ? PLAIN
        : new Kernel(
            """
            def action_values(output: Tensor) -> Tensor:
              return __torch__.expected(output.view([-1, %d, %d]), %s, %s)
            """
                .formatted(actions, how.atoms(), how.minimum(), how.maximum()),
            List.of(AgentKernels.ofValues("expected")));
  }

  /** Targets {@code [B·R]}, or {@code [B·R, atoms]} of distributions. */
  private Kernel bootstrapped() {
    @Nullable Distributional how = agent.distributional();
    String view = how == null ? "" : ".view([-1, %d, %d])".formatted(actions, how.atoms());
    String more = how == null ? "" : ", %s, %s".formatted(how.minimum(), how.maximum());
    String target = how == null ? "value_target" : "distribution_target";
    String chooser = agent.doubleQ() ? "__torch__.outputs(p, s, x, seeds[1])" + view : "after";
    return new Kernel(
        """
        def bootstrapped(p: List[Tensor], s: List[Tensor], tp: List[Tensor], ts: List[Tensor], x: Tensor, gains: Tensor, seeds: Tensor) -> Tensor:
          after = __torch__.outputs(tp, ts, x, seeds[2])%s
          chooser = %s
          return __torch__.%s(gains[:, 0], gains[:, 1], after, chooser%s)
        """
            .formatted(view, chooser, target, more),
        List.of(PARTS.kernel("outputs"), AgentKernels.ofValues(target)));
  }

  /** Losses {@code [B·R]}. */
  private Kernel each() {
    @Nullable Distributional how = agent.distributional();
    String loss = agent.loss() == Loss.HUBER ? "huber" : "squared";
    String each =
        how == null
            ? "%s(__torch__.of_action(output.reshape([-1, %d]), y[0]), y[1])"
                .formatted(loss, actions)
            : "cross_entropy(__torch__.distribution_of(output.reshape([-1, %d, %d]), y[0]), y[1])"
                .formatted(actions, how.atoms());
    return new Kernel(
        """
        def each_loss(output: Tensor, y: List[Tensor]) -> Tensor:
          return __torch__.%s
        """
            .formatted(each),
        List.of(
            AgentKernels.ofValues(how == null ? loss : "cross_entropy"),
            AgentKernels.ofValues(how == null ? "of_action" : "distribution_of")));
  }

  /** Errors {@code [B·R]}, which priorities are made of. */
  private Kernel errors() {
    return agent.distributional() != null
        ? CROSS_ENTROPY_AS_ERROR
        : new Kernel(
            """
            def errors(output: Tensor, y: List[Tensor]) -> Tensor:
              return __torch__.of_action(output.reshape([-1, %d]), y[0]) - y[1]
            """
                .formatted(actions),
            List.of(AgentKernels.ofValues("of_action")));
  }
}
