package org.normlab.train;

import java.util.List;
import org.normlab.control.Dqn;
import org.normlab.control.Ppo;
import org.normlab.setting.Problem;

/** Describes whether probes look into agents, and not too often. Pointers are relative to a job. */
final class AgentProbeRules {
  private AgentProbeRules() {}

  /** Lists the faults of a specification that has no others. */
  static List<Problem> problems(ControlSpec spec) {
    Probe probe = spec.probe();
    if (probe != null && Probe.EPOCH.equals(probe.unit())) {
      return List.of(
          new Problem(
              "/probe/unit",
              "an agent has no epochs: its probes count environment steps, \"step\"; received"
                  + " \"epoch\""));
    }
    // A visit in which nothing is learned is refused as such.
    if (probe == null || last(spec) < first(spec)) {
      return List.of();
    }
    long looks = looks(spec, probe.every());
    if (looks == 0) {
      return List.of(
          new Problem(
              "/probe/every",
              "probes look at multiples of every from the first update on, and there is none:"
                  + " each environment is played for %,d steps and learned from after %,d; received %,d"
                      .formatted(spec.visitSteps(), first(spec), probe.every())));
    }
    long series = ProbeSeries.names(spec, spec.samples()).size();
    return SizeLimits.tooCurious(series, spec.runs().size(), looks);
  }

  /** Returns how many times a run is looked into, in all visits. */
  static long looks(ControlSpec spec, long every) {
    long looks = 0;
    long least = least(spec);
    long last = last(spec);
    for (int visit = 0; visit < spec.environment().visits().size(); visit++) {
      long offset = visit * spec.visitSteps();
      long from = offset + first(spec) - least;
      long to = offset + last;
      looks += Math.min(to / every - from / every, (to - from) / least);
    }
    return looks;
  }

  /** Returns the steps of a visit after which a run can be looked into for the first time. */
  private static long first(ControlSpec spec) {
    int environments = spec.environment().environments();
    long first = spec.agent().firstUpdate(environments);
    if (spec.agent() instanceof Dqn dqn) {
      first = Math.max(first, (long) dqn.steps() * environments);
    }
    long least = least(spec);
    return Math.ceilDiv(first, least) * least;
  }

  private static long last(ControlSpec spec) {
    return spec.visitSteps() / least(spec) * least(spec);
  }

  /** Returns the steps from one moment at which a run can be looked into to the next. */
  private static long least(ControlSpec spec) {
    int environments = spec.environment().environments();
    return switch (spec.agent()) {
      case Dqn _ -> environments;
      case Ppo ppo -> ppo.firstUpdate(environments);
    };
  }
}
