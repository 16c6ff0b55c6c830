package org.normlab.study;

import java.util.List;
import org.normlab.setting.Problem;

/** A study that cannot be trained, with every fault that was found; nothing is stored. */
public final class IllegalStudy extends RuntimeException {
  private final transient List<Problem> problems;

  /** Creates an exception of at least one fault. */
  public IllegalStudy(List<Problem> problems) {
    super(
        problems.size() == 1
            ? problems.getFirst().detail()
            : "the study has " + problems.size() + " faults");
    this.problems = List.copyOf(problems);
  }

  /** Pointers are relative to the study. */
  public List<Problem> problems() {
    return problems;
  }
}
