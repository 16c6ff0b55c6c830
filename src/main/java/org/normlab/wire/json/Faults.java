package org.normlab.wire.json;

import java.util.ArrayList;
import java.util.List;
import org.normlab.setting.Problem;

/** The faults found so far; beyond a bound they are only counted. */
public final class Faults {
  public static final int MAX_LISTED = 200;

  private final boolean formOnly;
  private final List<Problem> listed = new ArrayList<>();
  private final List<Problem> besides = new ArrayList<>();
  private int unlisted;

  public Faults() {
    this(false);
  }

  private Faults(boolean formOnly) {
    this.formOnly = formOnly;
  }

  /** Faults of form alone: what records find wrong with their own values is left out. */
  public static Faults ofFormOnly() {
    return new Faults(true);
  }

  public void add(Problem fault) {
    if (listed.size() < MAX_LISTED) {
      listed.add(fault);
    } else {
      unlisted++;
    }
  }

  /** Adds a fault of a rule beyond the form, which a stored specification need not follow. */
  public void addRule(Problem fault) {
    if (!formOnly) {
      add(fault);
    }
  }

  /** Adds a fault of an object whose other settings are checked nevertheless. */
  public void addBeside(Problem fault) {
    besides.add(fault);
    add(fault);
  }

  /** Returns whether the value at the pointer, or one around it, is already known to be faulty. */
  boolean cover(String pointer) {
    return listed.stream()
        .filter(fault -> !besides.contains(fault))
        .map(Problem::pointer)
        .anyMatch(p -> pointer.equals(p) || pointer.startsWith(p + "/"));
  }

  /**
   * Adds what two checks agree on. Each checked the same specification with different stand-ins for
   * its faulty values, so a fault that only one saw belongs to a stand-in and not to the user.
   */
  public void addAgreed(List<Problem> one, List<Problem> other) {
    if (formOnly) {
      return;
    }
    one.stream()
        .filter(other::contains)
        .filter(fault -> fault.pointer().isEmpty() || !cover(fault.pointer()))
        .toList()
        .forEach(this::add);
  }

  public List<Problem> all() {
    if (unlisted == 0) {
      return List.copyOf(listed);
    }
    List<Problem> all = new ArrayList<>(listed);
    all.add(new Problem("", unlisted + " further faults are not listed"));
    return List.copyOf(all);
  }
}
