package org.normlab.norm;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.normlab.norm.kernel.WeightRowKernels;
import org.normlab.norm.site.Chain;
import org.normlab.norm.site.Normalized;
import org.normlab.norm.site.Site;
import org.normlab.norm.site.Weight;
import org.normlab.setting.Checked;
import org.normlab.setting.Named;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;
import org.normlab.setting.Unused;
import org.normlab.torch.AfterUpdate;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.Value;
import org.normlab.torch.Variable;

/**
 * Normalize-and-Project: a normalizer before every nonlinearity, and weights that are rescaled to
 * their initial norm after updates, so that the effective learning rate is the one of the schedule.
 *
 * <pre>W ← W · ‖W₀‖ / ‖W‖      Frobenius, per weight tensor and replica, after every k-th update
 * decay:  γ ← (1 − d) γ + d      β ← (1 − d) β
 * joint:  (γ, β) ← (γ, β) · √C / ‖(γ, β)‖      per site</pre>
 *
 * Every hidden linear layer and convolution is projected, shortcuts too; the output layer is not,
 * being not scale-invariant, and embeddings are not. No hidden layer has a bias. The optimizer's
 * moments are left alone. The second and third line are choices for scale and offset, done at each
 * projection; √C is their joint norm at the start, and where the inner method has no β, γ stands
 * alone. Training and evaluation differ only where the inner method's do. Source: Lyle, Zheng,
 * Khetarpal, Martens, van Hasselt, Pascanu and Dabney 2024, arXiv:2407.01800, section 3.3; no code
 * was released. Difference from the paper: joint rescales to √C, the initial norm, where the paper
 * writes 1.
 */
@Paper("Lyle et al. 2024")
@Named(
    value = "normalize-and-project",
    summary = "A normalizer, and weights rescaled to their initial norm after updates.")
public record NormalizeAndProject(
    @Setting(
            value = "method at the sites",
            preset = "{\"type\":\"layer\"}",
            among = ScaleInvariant.class)
        Normalization inner,
    @Setting(
            value = "updates from one projection to the next",
            preset = "1",
            min = 1,
            max = 1_000_000_000)
        int every,
    @Setting(
            value = "what projections do to scales and offsets",
            preset = "\"free\"",
            oneOf = {
              NormalizeAndProject.FREE,
              NormalizeAndProject.DECAY,
              NormalizeAndProject.JOINT
            })
        String scaleOffset,
    @Setting(
            value = "share by which scales and offsets return to their start, for decay",
            preset = "0.01",
            min = 0,
            max = 1)
        double decay)
    implements Wrapping, DefinedInRecurrence, Checked {
  static final String FREE = "free";
  static final String DECAY = "decay";
  static final String JOINT = "joint";

  private static final Kernel IS_DUE =
      new Kernel(
          """
          def projection_is_due(rates: Tensor, every: int) -> bool:
            return int(rates[3, 0]) % every == 0
          """);

  private static final Kernel PROJECT =
      WeightRowKernels.FILE.calling(
          """
          def project(w: Tensor, initial: Tensor, rates: Tensor, every: int) -> None:
            if __torch__.projection_is_due(rates, every):
              norm = __torch__.frobenius_norms(w, initial.numel())
              w.mul_(__torch__.of_replica(initial / norm.masked_fill(norm == 0, 1.0), w))
          """,
          IS_DUE);

  private static final Kernel START =
      WeightRowKernels.FILE.calling(
          """
          def start_norm(w: Tensor, initial: Tensor) -> None:
            initial.copy_(__torch__.frobenius_norms(w, initial.numel()))
          """);

  private static final Kernel RETURN =
      new Kernel(
          """
          def return_to(v: Tensor, start: float, share: float, rates: Tensor, every: int) -> None:
            if __torch__.projection_is_due(rates, every):
              v.mul_(1 - share).add_(share * start)
          """,
          List.of(IS_DUE));

  private static final Kernel RESCALE =
      new Kernel(
          """
          def rescale_jointly(parts: List[Tensor], start: float, replicas: int, rates: Tensor, every: int) -> None:
            if __torch__.projection_is_due(rates, every):
              rows = [part.view([replicas, -1]) for part in parts]
              norm = torch.linalg_vector_norm(torch.cat(rows, 1), 2, [1], True)
              factor = start / norm.masked_fill(norm == 0, 1.0)
              for row in rows:
                row.mul_(factor)
          """,
          List.of(IS_DUE));

  @Override
  public List<Problem> problems() {
    return scaleOffset.equals(DECAY)
        ? List.of()
        : Unused.problems(this, "decay", "it belongs to scaleOffset \"decay\"");
  }

  @Override
  public Value weight(Graph graph, Weight weight) {
    Value w = inner.weight(graph, weight);
    Value initial = graph.state(weight.layer() + ".initialNorm", 0, 1);
    graph.start().once(START, w, initial);
    AfterUpdate update = graph.afterUpdate();
    update.once(PROJECT, w, initial, update.rates(), every);
    return w;
  }

  @Override
  public Normalized site(Graph graph, Site site, Value x, @Nullable Chain before) {
    Normalized y = inner.site(graph, site, x, before);
    List<Variable> parts =
        Stream.of(".gamma", ".beta")
            .flatMap(name -> graph.declared(site.name() + name).stream())
            .toList();
    switch (scaleOffset) {
      case DECAY -> parts.forEach(part -> decay(graph, part));
      case JOINT -> rescale(graph, parts);
      default -> {}
    }
    return y;
  }

  private void decay(Graph graph, Variable part) {
    double start = part.initial().constant();
    AfterUpdate update = graph.afterUpdate();
    update.once(RETURN, graph.parameter(part), start, decay, update.rates(), every);
  }

  private void rescale(Graph graph, List<Variable> parts) {
    double squares =
        parts.stream().mapToDouble(p -> p.size() * Math.pow(p.initial().constant(), 2)).sum();
    List<Value> values = parts.stream().map(graph::parameter).toList();
    AfterUpdate update = graph.afterUpdate();
    update.once(RESCALE, values, Math.sqrt(squares), graph.replicas(), update.rates(), every);
  }

  @Override
  public boolean hasBias(boolean siteFollows) {
    return false;
  }
}
