package org.normlab.train.step;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normlab.net.Network;
import org.normlab.net.layer.HiddenUnits;
import org.normlab.optim.Plasticity;
import org.normlab.optim.Redo;
import org.normlab.optim.Replicas;
import org.normlab.optim.ShrinkAndPerturb;
import org.normlab.optim.TowardInitial;
import org.normlab.optim.UpdateNoise;
import org.normlab.torch.Kernel;
import org.normlab.torch.Variable;
import org.normlab.train.SupervisedSpec;

/**
 * Describes what {@link Plasticity} asks of a step, as kernels; without effect where it asks for
 * nothing.
 *
 * @param moments of the optimizer, a parameter; the initial weights follow them in the list m
 * @param everyTask steps of a task, where there are many
 */
public record PlasticityText(
    Network network, Plasticity how, int moments, @Nullable Integer everyTask) {
  public static PlasticityText of(SupervisedSpec spec, Network network) {
    return new PlasticityText(
        network,
        spec.optimizer().plasticity(),
        spec.optimizer().moments(),
        spec.data().tasks().relabelEvery());
  }

  private static final Kernel NO_FIRST =
      new Kernel(
          """
          def first_parameters(m: List[Tensor]) -> List[Tensor]:
            return annotate(List[Tensor], [])
          """);

  private static final Kernel NOT_PULLED =
      new Kernel(
          """
          def pulled(g: List[Tensor], p: List[Tensor], first: List[Tensor]) -> List[Tensor]:
            return g
          """);

  private static final Kernel NO_NOISE =
      new Kernel(
          """
          def add_noise(p: List[Tensor], rates: Tensor, seeds: Tensor) -> None:
            return None
          """);

  private static final Kernel NOT_SHRUNK =
      new Kernel(
          """
          def shrink(p: List[Tensor], s: List[Tensor], rates: Tensor, seeds: Tensor) -> None:
            return None
          """);

  private static final Kernel NOT_RENEWED =
      new Kernel(
          """
          def renew(p: List[Tensor], m: List[Tensor], s: List[Tensor], rates: Tensor, seeds: Tensor, notes: List[Tensor]) -> None:
            return None
          """);

  /** Returns what each step calls; kernels without effect for what is not asked for. */
  List<Kernel> kernels() {
    ShrinkAndPerturb shrink = how.shrinkAndPerturb();
    Redo redo = how.redo();
    return List.of(
        how.towardInitial() > 0 ? firstParameters() : NO_FIRST,
        how.towardInitial() > 0 ? pulled() : NOT_PULLED,
        how.updateNoise() > 0 ? noise() : NO_NOISE,
        shrink == null ? NOT_SHRUNK : shrunk(shrink),
        redo == null ? NOT_RENEWED : renewed(redo));
  }

  /** The weights that the training began with, in their forms. */
  private Kernel firstParameters() {
    return new Kernel(
        """
        def first_parameters(m: List[Tensor]) -> List[Tensor]:
          return __torch__.parameter_forms(m[%d:%d])
        """
            .formatted(moments * size(), (moments + 1) * size()));
  }

  private Kernel pulled() {
    return new Kernel(
        """
        def pulled(g: List[Tensor], p: List[Tensor], first: List[Tensor]) -> List[Tensor]:
          return __torch__.toward_initial(g, p, first, %s)
        """
            .formatted(how.towardInitial()),
        List.of(TowardInitial.KERNEL));
  }

  private Kernel noise() {
    return new Kernel(
        """
        def add_noise(p: List[Tensor], rates: Tensor, seeds: Tensor) -> None:
          __torch__.update_noise(__torch__.rows(p, __torch__.replicas()), rates, seeds, %s)
        """
            .formatted(how.updateNoise()),
        List.of(UpdateNoise.KERNEL));
  }

  private Kernel shrunk(ShrinkAndPerturb shrink) {
    return new Kernel(
        """
        def shrink(p: List[Tensor], s: List[Tensor], rates: Tensor, seeds: Tensor) -> None:
          if int(rates[3, 0]) %% %d == 0:
            __torch__.shrink_and_perturb(p, __torch__.fresh_start(p, s, seeds, %d), %s, %s)
        """
            .formatted(
                shrink.every() == null ? everyTask : shrink.every(),
                ShrinkAndPerturb.DRAWING,
                shrink.shrink(),
                shrink.perturb()),
        List.of(freshStart(), ShrinkAndPerturb.KERNEL));
  }

  private Kernel renewed(Redo redo) {
    return new Kernel(
        """
        def renew(p: List[Tensor], m: List[Tensor], s: List[Tensor], rates: Tensor, seeds: Tensor, notes: List[Tensor]) -> None:
          if int(rates[3, 0]) %% %d == 0:
            __torch__.redo(p, m, __torch__.fresh_start(p, s, seeds, %d), notes)
        """
            .formatted(redo.every(), Redo.DRAWING),
        List.of(freshStart(), redo(redo)));
  }

  /** Parameters as a training starts from them, each drawing of a step from its own numbers. */
  private Kernel freshStart() {
    List<Variable> parameters = network.parameters();
    return new Kernel(
        """
        def fresh_start(p: List[Tensor], s: List[Tensor], seeds: Tensor, drawing: int) -> List[Tensor]:
          constants = %s
          deviations = %s
          bounds = %s
          fresh: List[Tensor] = []
          for i in range(len(p)):
            fresh.append(torch.empty_like(p[i]))
          rows = __torch__.rows(fresh, %d)
          for i in range(len(p)):
            rows[i].fill_(constants[i])
            if deviations[i] > 0.0:
              rows[i].add_(__torch__.normal_rows(rows[i], seeds, drawing + i), alpha=deviations[i])
            if bounds[i] > 0.0:
              rows[i].add_(__torch__.uniform_rows(rows[i], seeds, drawing + i), alpha=bounds[i])
          __torch__.at_start(__torch__.parameter_forms(fresh), __torch__.state_forms([t.clone() for t in s]))
          return fresh
        """
            .formatted(
                parameters.stream().map(p -> p.initial().constant()).toList(),
                parameters.stream().map(p -> p.initial().deviation()).toList(),
                parameters.stream().map(p -> p.initial().bound()).toList(),
                network.replicas()),
        List.of(Replicas.NORMAL, Replicas.UNIFORM));
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
