package org.normlab.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;
import org.normlab.setting.Words;

/** Environments in turn, between which weights are kept. */
public record EnvironmentSequence(
    @Setting(
            value = "the environments of a sequence, in their order; see name",
            minSize = 1,
            maxSize = 100)
        List<String> sequence,
    @Setting(value = "how many times the sequence is played", preset = "1", min = 1, max = 1000)
        int cycles,
    @Setting(
            value = "draw the weights anew at each change of environment: the control arm",
            preset = "false")
        boolean fresh)
    implements EnvironmentSource {
  @Override
  public List<String> words() {
    return sequence;
  }

  @Override
  public List<Problem> problems() {
    List<Problem> faults = new ArrayList<>();
    for (int k = 0; k < sequence.size(); k++) {
      faults.addAll(EnvironmentSource.unknown("/sequence/" + k, sequence.get(k)));
    }
    if (faults.isEmpty() && !pads()) {
      faults.add(
          new Problem(
              "/sequence",
              "observations of classic control cannot be brought to one shape with others; allowed"
                  + " are games of MinAtar, or one environment several times; received "
                  + Words.all(distinct())));
    }
    return faults;
  }

  private Set<String> distinct() {
    return new TreeSet<>(sequence);
  }

  private boolean pads() {
    return distinct().size() == 1 || known().stream().allMatch(KnownEnvironment::isGrid);
  }
}
