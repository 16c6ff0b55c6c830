package org.normlab.control;

import java.util.List;
import org.normlab.setting.Checked;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;

/** Describes priorities of a replay (Schaul et al. 2016, arXiv:1511.05952, §3.3). */
public record Prioritized(
    @Setting(value = "exponent α of errors", preset = "0.5", min = 0, max = 1) double alpha,
    @Setting(value = "added to the size of errors", preset = "1e-6", above = 0, max = 1)
        double epsilon,
    @Setting(value = "exponent β of importance weights at first", preset = "0.4", min = 0, max = 1)
        double betaStart,
    @Setting(value = "exponent β at the last update", preset = "1", min = 0, max = 1)
        double betaEnd)
    implements Checked {
  @Override
  public List<Problem> problems() {
    return betaStart <= betaEnd
        ? List.of()
        : List.of(
            new Problem(
                "/betaEnd",
                "β does not fall: at least betaStart, %s; received %s"
                    .formatted(betaStart, betaEnd)));
  }

  /** Returns the exponent β of the importance weights at an update, counted from 0. */
  public double beta(long update, long updates) {
    return new LinearChange(betaStart, betaEnd, 0, Math.max(1, updates - 1)).at(update);
  }
}
