package org.normlab.control;

import java.util.List;
import org.normlab.setting.Checked;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;

/** Describes the support of value distributions (Bellemare et al. 2017, arXiv:1707.06887). */
public record Distributional(
    @Setting(value = "atoms of the support", preset = "51", min = 2, max = 1001) int atoms,
    @Setting(value = "least atom", preset = "-10", min = -1e6, max = 1e6) double minimum,
    @Setting(value = "largest atom", preset = "10", min = -1e6, max = 1e6) double maximum)
    implements Checked {
  @Override
  public List<Problem> problems() {
    return minimum < maximum
        ? List.of()
        : List.of(
            new Problem(
                "/minimum",
                "the support has a length: below maximum, %s; received %s"
                    .formatted(maximum, minimum)));
  }
}
