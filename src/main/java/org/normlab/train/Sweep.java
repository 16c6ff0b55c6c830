package org.normlab.train;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.normlab.setting.Checked;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;

/** Values that are crossed with the seeds; an empty list keeps the optimizer's own value. */
public record Sweep(
    @Setting(value = "learning rates", preset = "[]", min = 0, max = 1e6, maxSize = 1000)
        List<Double> learningRate,
    @Setting(value = "weight decays", preset = "[]", min = 0, max = 1e6, maxSize = 1000)
        List<Double> weightDecay,
    @Setting(value = "momenta (sgd)", preset = "[]", min = 0, below = 1, maxSize = 1000)
        List<Double> momentum)
    implements Checked {

  @Override
  public List<Problem> problems() {
    List<Problem> faults = new ArrayList<>();
    differ("learningRate", learningRate, faults);
    differ("weightDecay", weightDecay, faults);
    differ("momentum", momentum, faults);
    return faults;
  }

  private static void differ(String name, List<Double> values, List<Problem> faults) {
    if (new HashSet<>(values).size() < values.size()) {
      faults.add(
          new Problem("/" + name, "swept values must differ from each other; received " + values));
    }
  }
}
