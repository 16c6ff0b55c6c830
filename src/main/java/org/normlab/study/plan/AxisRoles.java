package org.normlab.study.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.setting.Problem;
import org.normlab.study.Axis;
import org.normlab.wire.StudySpec;
import org.normlab.wire.json.Quoted;

/**
 * Describes what a study says about its own axes: which is compared, its baseline, what is chosen.
 */
public final class AxisRoles {
  private static final String NORMALIZATION = "normalization";

  private final StudySpec study;
  private final List<Axis> axes;

  public AxisRoles(StudySpec study, Design design) {
    this(study, design.axes());
  }

  public AxisRoles(StudySpec study, List<Axis> axes) {
    this.study = study;
    this.axes = axes;
  }

  void check(List<Problem> faults) {
    List<String> names = axes.stream().map(Axis::name).toList();
    if (study.compare() != null && !names.contains(study.compare())) {
      faults.add(
          unknown("/compare", "compare must be an axis of the study", names, study.compare()));
      return;
    }
    checkChosen(names, faults);
    Axis compared = compared();
    if (compared != null) {
      checkCompared(compared, faults);
    } else if (faults.isEmpty()) {
      faults.add(
          new Problem(
              names.isEmpty() ? "/axes" : "/select/over",
              "an axis is left to compare, if only of one value, such as \"normalization\":"
                  + " [{\"type\": \"batch\"}]; the study has "
                  + (names.isEmpty() ? "no axis" : names + ", which are all chosen over")));
    }
  }

  private void checkChosen(List<String> names, List<Problem> faults) {
    List<String> over = over();
    for (int i = 0; i < over.size(); i++) {
      String pointer = "/select/over/" + i;
      String axis = over.get(i);
      if (!names.contains(axis)) {
        faults.add(unknown(pointer, "what is chosen over must be an axis", names, axis));
      } else if (over.indexOf(axis) < i) {
        faults.add(
            new Problem(
                pointer,
                "an axis is chosen over once; received \"%s\" twice".formatted(Quoted.cut(axis))));
      }
    }
  }

  private void checkCompared(Axis compared, List<Problem> faults) {
    if (over().contains(compared.name())) {
      faults.add(
          new Problem(
              study.compare() == null ? "/select/over" : "/compare",
              "an axis is compared or chosen over, not both; received \"%s\" for both"
                  .formatted(compared.name())));
    } else if (study.baseline() != null && !compared.labels().contains(study.baseline())) {
      faults.add(
          unknown(
              "/baseline",
              "baseline must be a value of the compared axis \"%s\"".formatted(compared.name()),
              compared.labels(),
              study.baseline()));
    }
  }

  private static Problem unknown(
      String pointer, String asked, List<String> allowed, String received) {
    return new Problem(
        pointer, "%s, one of %s; received \"%s\"".formatted(asked, allowed, Quoted.cut(received)));
  }

  private List<String> over() {
    return study.select() == null ? List.of() : study.select().over();
  }

  /** The axis whose values are compared: as said, else the normalization, else the first left. */
  public @Nullable Axis compared() {
    if (study.compare() != null) {
      return axes.stream().filter(a -> a.name().equals(study.compare())).findFirst().orElse(null);
    }
    return axes.stream()
        .filter(axis -> axis.name().equals(NORMALIZATION))
        .findFirst()
        .or(() -> axes.stream().filter(axis -> !over().contains(axis.name())).findFirst())
        .orElse(null);
  }

  /** Label of the baseline. */
  public String baseline(Axis compared) {
    return study.baseline() == null ? compared.labels().getFirst() : study.baseline();
  }
}
