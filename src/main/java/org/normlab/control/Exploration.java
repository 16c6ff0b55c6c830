package org.normlab.control;

import java.util.List;
import org.normlab.setting.Checked;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;

/** Describes the probability of a random action, which falls in a straight line. */
public record Exploration(
    @Setting(value = "probability at first", preset = "1", min = 0, max = 1) double start,
    @Setting(value = "probability in the end", preset = "0.01", min = 0, max = 1) double end,
    @Setting(
            value = "environment steps of the fall, from the first update on",
            preset = "25000",
            min = 0,
            max = 1_000_000_000)
        int over)
    implements Checked {
  /** The probability where nothing else is asked for. */
  static final Exploration USUAL = new Exploration(1, 0.01, 25_000);

  /** No action is random. */
  static final Exploration NONE = new Exploration(0, 0, 0);

  @Override
  public List<Problem> problems() {
    return end <= start
        ? List.of()
        : List.of(
            new Problem(
                "/end",
                "the probability does not rise: at most start, %s; received %s"
                    .formatted(start, end)));
  }
}
