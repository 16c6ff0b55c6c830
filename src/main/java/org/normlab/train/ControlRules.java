package org.normlab.train;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.normlab.control.Dqn;
import org.normlab.control.Ppo;
import org.normlab.net.LoneUnits;
import org.normlab.net.Network;
import org.normlab.net.layer.Samples;
import org.normlab.optim.Plasticity;
import org.normlab.optim.ShrinkAndPerturb;
import org.normlab.setting.Families;
import org.normlab.setting.Problem;

/**
 * Describes whether agents can be trained with a network, a method and an optimizer. Pointers are
 * relative to the job.
 */
final class ControlRules {
  private ControlRules() {}

  static List<Problem> problems(ControlSpec spec) {
    List<Problem> faults = new ArrayList<>(method(spec));
    if (spec.precision().startsWith("float16")) {
      faults.add(
          new Problem(
              "/precision",
              "agents compute in float32 or bfloat16; received \"%s\""
                  .formatted(spec.precision())));
    }
    faults.addAll(plasticity(spec));
    if (spec.environment().source().problems().isEmpty()) {
      faults.addAll(network(spec));
    }
    return faults;
  }

  private static List<Problem> method(ControlSpec spec) {
    if (spec.normalization().referencedJob().isPresent()) {
      return List.of(
          new Problem(
              "/normalization/type",
              "norm-matched-rate follows norms of epochs, and agents have none"));
    }
    return spec.normalization().chainsSites()
        ? List.of(
            new Problem(
                "/normalization/type", "kalman is not defined for agents: it goes with data"))
        : List.of();
  }

  private static List<Problem> plasticity(ControlSpec spec) {
    List<Problem> faults = new ArrayList<>();
    Plasticity plasticity = spec.optimizer().plasticity();
    ShrinkAndPerturb shrink = plasticity.shrinkAndPerturb();
    if (shrink != null && shrink.every() == null) {
      faults.add(
          new Problem(
              "/optimizer/shrinkAndPerturb/every",
              "every must be a number of updates where agents act in environments; received"
                  + " \"task\""));
    }
    if (plasticity.redo() != null) {
      redo(spec).map(why -> new Problem("/optimizer/redo", why)).forEach(faults::add);
    }
    return faults;
  }

  /** Says why units of the network cannot be drawn anew. */
  private static Stream<String> redo(ControlSpec spec) {
    Stream<String> ofAgent =
        switch (spec.agent()) {
          case Dqn dqn ->
              Stream.of(
                      dqn.dueling()
                          ? "redo goes without dueling, by which several layers read a unit"
                          : "",
                      dqn.noisy() != null
                          ? "redo goes without noisy, by which deviations of weights read a unit"
                              + " too"
                          : "")
                  .filter(why -> !why.isEmpty());
          case Ppo _ ->
              Stream.of("redo goes without ppo, whose policy and values both read a unit");
        };
    return Stream.concat(
        Stream.ofNullable(LoneUnits.refusal(spec.architecture(), spec.normalization())), ofAgent);
  }

  private static List<Problem> network(ControlSpec spec) {
    Samples samples = spec.samples();
    List<Problem> faults = new ArrayList<>(architecture(spec, samples));
    if (faults.isEmpty()) {
      int environments = spec.environment().environments();
      int batch = spec.agent().samplesPerUpdate(environments);
      faults.addAll(Network.problems(spec.architecture(), spec.normalization(), samples, batch));
    }
    if (faults.isEmpty()) {
      faults.addAll(SizeLimits.tooLarge(spec));
    }
    boolean known = spec.isSequence() ? spec.stepsPerVisit() != null : spec.steps() != null;
    if (known) {
      faults.addAll(SettingEffects.never(spec, spec.updates()));
      if (faults.isEmpty()) {
        faults.addAll(AgentProbeRules.problems(spec));
      }
    }
    return faults;
  }

  /** Says it of observations what networks say of a data set. */
  private static List<Problem> architecture(ControlSpec spec, Samples samples) {
    String word = Families.word(spec.architecture().getClass());
    String shown = spec.environment().source().words().getFirst();
    if (spec.architecture().window() > 0) {
      return List.of(
          new Problem(
              "/architecture/type",
              "%s reads text, and %s is observed as %s".formatted(word, shown, samples.shape())));
    }
    return samples.areImages() || spec.architecture().problems(samples).isEmpty()
        ? List.of()
        : List.of(
            new Problem(
                "/architecture/type",
                "%s is for images, and %s is observed as %d numbers; mlp, residual-mlp and highway are for these"
                    .formatted(word, shown, samples.features())));
  }
}
