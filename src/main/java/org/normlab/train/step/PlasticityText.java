package org.normlab.train.step;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normlab.net.HiddenUnits;
import org.normlab.net.Network;
import org.normlab.optim.Plasticity;
import org.normlab.optim.Redo;
import org.normlab.optim.Replicas;
import org.normlab.optim.ShrinkAndPerturb;
import org.normlab.optim.TowardInitial;
import org.normlab.optim.UpdateNoise;
import org.normlab.torch.Kernel;
import org.normlab.torch.Variable;
import org.normlab.train.TrainingSpec;

/**
 * The lines of a step that {@link Plasticity} asks for; none where it asks for nothing.
 *
 * @param moments of the optimizer, a parameter; the initial weights follow them in the list m
 * @param everyTask steps of a task, where there are many
 */
public record PlasticityText(
    Network network, Plasticity how, int moments, @Nullable Integer everyTask) {
  public static PlasticityText of(TrainingSpec spec, Network network) {
    return new PlasticityText(
        network,
        spec.optimizer().plasticity(),
        spec.optimizer().moments(),
        spec.data().tasks().relabelEvery());
  }

  /** Before the first step. */
  String setUp() {
    return how.towardInitial() > 0
        ? "\n  first = __torch__.parameter_forms(m[%d:%d])"
            .formatted(moments * size(), (moments + 1) * size())
        : "";
  }

  /** When gradients are there, before they are clipped. */
  String gradients() {
    return how.towardInitial() > 0
        ? "    g = __torch__.toward_initial(g, pf, first, %s)\n".formatted(how.towardInitial())
        : "";
  }

  /** Behind the optimizer's update. */
  String updates() {
    List<String> lines = new ArrayList<>();
    if (how.updateNoise() > 0) {
      lines.add(
          "    __torch__.update_noise(__torch__.rows(p, %d), rates[k], seeds[k], %s)"
              .formatted(network.replicas(), how.updateNoise()));
    }
    ShrinkAndPerturb shrink = how.shrinkAndPerturb();
    if (shrink != null) {
      lines.add(due(shrink.every() == null ? everyTask : shrink.every()));
      lines.add(
          "      __torch__.shrink_and_perturb(p, %s, %s, %s)"
              .formatted(fresh(ShrinkAndPerturb.DRAWING), shrink.shrink(), shrink.perturb()));
    }
    if (how.redo() != null) {
      lines.add(due(how.redo().every()));
      lines.add("      __torch__.redo(p, m, %s, notes)".formatted(fresh(Redo.DRAWING)));
    }
    return lines.stream().map(line -> "\n" + line).collect(Collectors.joining());
  }

  private static String due(@Nullable Integer every) {
    return "    if int(rates[k][3, 0]) %% %d == 0:".formatted(every);
  }

  private static String fresh(int drawing) {
    return "__torch__.fresh_start(p, s, seeds[k], " + drawing + ")";
  }

  List<Kernel> kernels() {
    List<Kernel> kernels = new ArrayList<>();
    if (how.towardInitial() > 0) {
      kernels.add(TowardInitial.KERNEL);
    }
    if (how.updateNoise() > 0) {
      kernels.add(UpdateNoise.KERNEL);
    }
    if (how.shrinkAndPerturb() != null || how.redo() != null) {
      kernels.add(freshStart());
    }
    if (how.shrinkAndPerturb() != null) {
      kernels.add(ShrinkAndPerturb.KERNEL);
    }
    if (how.redo() != null) {
      kernels.add(redo(how.redo()));
    }
    return kernels;
  }

  /** Parameters as a training starts from them, each drawing of a step from its own numbers. */
  private Kernel freshStart() {
    List<Variable> parameters = network.parameters();
    return new Kernel(
        """
        def fresh_start(p: List[Tensor], s: List[Tensor], seeds: Tensor, drawing: int) -> List[Tensor]:
          constants = %s
          deviations = %s
          fresh: List[Tensor] = []
          for i in range(len(p)):
            fresh.append(torch.empty_like(p[i]))
          rows = __torch__.rows(fresh, %d)
          for i in range(len(p)):
            rows[i].fill_(constants[i])
            if deviations[i] > 0.0:
              rows[i].add_(__torch__.normal_rows(rows[i], seeds, drawing + i), alpha=deviations[i])
          __torch__.at_start(__torch__.parameter_forms(fresh), __torch__.state_forms([t.clone() for t in s]))
          return fresh
        """
            .formatted(
                parameters.stream().map(p -> p.initial().constant()).toList(),
                parameters.stream().map(p -> p.initial().deviation()).toList(),
                network.replicas()),
        List.of(Replicas.NORMAL));
  }

  /** All dormant units are found before any is changed; what reads them is silenced last. */
  private Kernel redo(Redo redo) {
    List<HiddenUnits> layers = network.units();
    StringBuilder text =
        new StringBuilder(
            "def redo(p: List[Tensor], m: List[Tensor], fresh: List[Tensor], notes: List[Tensor])"
                + " -> None:\n");
    for (int i = 0; i < layers.size(); i++) {
      text.append(
          "  dead_%d = __torch__.dormant(%s, %d, %s)\n"
              .formatted(i, layers.get(i).activations(), network.replicas(), redo.threshold()));
    }
    for (int i = 0; i < layers.size(); i++) {
      text.append(
          "  __torch__.renew_units(p, m, fresh, dead_%d, %s, %d)\n"
              .formatted(i, places(layers.get(i).makers(network.parameters())), moments));
    }
    for (int i = 0; i < layers.size(); i++) {
      Variable reader = layers.get(i).reader(network.parameters());
      text.append(
          "  __torch__.silence_units(p, m, dead_%d, %d, %d)\n"
              .formatted(i, network.parameters().indexOf(reader), moments));
    }
    return new Kernel(
        text.append("  return None\n").toString(), List.of(Redo.DORMANT, Redo.RENEW, Redo.SILENCE));
  }

  private List<Integer> places(List<Variable> variables) {
    return IntStream.range(0, size())
        .filter(i -> variables.contains(network.parameters().get(i)))
        .boxed()
        .toList();
  }

  private int size() {
    return network.parameters().size();
  }
}
