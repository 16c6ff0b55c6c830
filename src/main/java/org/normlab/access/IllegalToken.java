package org.normlab.access;

import java.util.List;
import java.util.stream.Collectors;
import org.normlab.setting.Problem;

/** Refuses to make a token that is asked for with wrong values. */
public final class IllegalToken extends RuntimeException {
  private final transient List<Problem> faults;

  IllegalToken(List<Problem> faults) {
    super(faults.stream().map(Problem::detail).collect(Collectors.joining("; ")));
    this.faults = faults;
  }

  /** Lists what is wrong, by JSON pointers. */
  public List<Problem> faults() {
    return faults;
  }
}
