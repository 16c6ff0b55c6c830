package org.normlab.train.agent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.normlab.torch.Torch;
import org.normlab.train.ControlSpec;

/** The mean returns of agents over each tenth of their steps. */
final class TenthReturns {
  private TenthReturns() {}

  /** Trains in one visit; returns ten times {@code [R]}, NaN where no episode of a run ended. */
  static List<double[]> of(ControlSpec spec) {
    List<double[]> tenths = new ArrayList<>();
    try (Torch torch = Torch.open("cpu", 1);
        AgentLoop loop = SmallAgents.loop(spec, torch)) {
      for (long tenth = 1; tenth <= 10; tenth++) {
        while (loop.steps() < tenth * spec.visitSteps() / 10) {
          loop.sweep();
        }
        double[] now = new double[spec.runs().size()];
        Arrays.setAll(now, run -> loop.takeEpisodes(run).meanReturn());
        tenths.add(now);
      }
    }
    return tenths;
  }
}
