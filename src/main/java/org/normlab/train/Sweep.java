package org.normlab.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
        List<Double> momentum,
    @Setting(
            value = "points that are taken as they stand, not crossed; in place of the lists",
            preset = "[]",
            maxSize = 1000)
        List<SweepPoint> points)
    implements Checked {

  @Override
  public List<Problem> problems() {
    List<Problem> faults = new ArrayList<>();
    differ("learningRate", learningRate, faults);
    differ("weightDecay", weightDecay, faults);
    differ("momentum", momentum, faults);
    if (new HashSet<>(points).size() < points.size()) {
      faults.add(new Problem("/points", "points must differ from each other; received " + points));
    }
    boolean crossed = !learningRate.isEmpty() || !weightDecay.isEmpty() || !momentum.isEmpty();
    if (crossed && !points.isEmpty()) {
      faults.add(
          new Problem("/points", "points go without learningRate, weightDecay and momentum"));
    }
    return faults;
  }

  boolean isEmpty() {
    return learningRate.isEmpty()
        && weightDecay.isEmpty()
        && momentum.isEmpty()
        && points.isEmpty();
  }

  /** Returns how many points there are; 1 where nothing is swept. */
  long size() {
    return points.isEmpty()
        ? (long) Math.max(1, learningRate.size())
            * Math.max(1, weightDecay.size())
            * Math.max(1, momentum.size())
        : points.size();
  }

  /** Returns whether any point says a momentum. */
  boolean hasMomentum() {
    return !momentum.isEmpty() || points.stream().anyMatch(point -> point.momentum() != null);
  }

  /** Every point, learning rates outermost; what no list says is the optimizer's own. */
  List<SweepPoint> all() {
    if (!points.isEmpty()) {
      return points;
    }
    List<SweepPoint> all = new ArrayList<>();
    for (Double rate : orNone(learningRate)) {
      for (Double decay : orNone(weightDecay)) {
        for (Double m : orNone(momentum)) {
          all.add(new SweepPoint(rate, decay, m));
        }
      }
    }
    return all;
  }

  private static List<@Nullable Double> orNone(List<Double> values) {
    return values.isEmpty() ? Collections.singletonList(null) : new ArrayList<>(values);
  }

  private static void differ(String name, List<Double> values, List<Problem> faults) {
    if (new HashSet<>(values).size() < values.size()) {
      faults.add(
          new Problem("/" + name, "swept values must differ from each other; received " + values));
    }
  }
}
