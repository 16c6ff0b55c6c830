package org.normlab.study.plan;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import org.normlab.setting.Problem;
import org.normlab.study.IllegalStudy;
import org.normlab.wire.json.Quoted;
import tools.jackson.databind.node.ObjectNode;

/**
 * Describes how large a study may be. What is refused here would take minutes and gigabytes to be
 * expanded, so each bound is looked at before what it bounds is made.
 */
final class StudyBounds {
  static final int MOST_POINTS = 20_000;
  static final int MOST_JOBS = 5_000;
  static final int MOST_RUNS = 100_000;

  /** Every point has a coordinate on each. */
  static final int MOST_AXES = 64;

  /** The largest length of a field's name, and of a label. */
  static final int LONGEST_NAME = 200;

  /**
   * The largest size of the jobs of all points together, as JSON: 2,500 each where there are most
   * of them.
   */
  static final long MOST_CHARACTERS = 50_000_000;

  private StudyBounds() {}

  static Problem points(double count) {
    return new Problem("/axes", tooMany(MOST_POINTS, "points", count));
  }

  static Problem axes(int count) {
    return new Problem("/axes", tooMany(MOST_AXES, "axes", count));
  }

  static Problem name(String name) {
    return new Problem(
        "/axes",
        "the name of an axis has at most %d characters; received \"%s\""
            .formatted(LONGEST_NAME, Quoted.cut(name)));
  }

  /** A list of values that no study has points for. */
  static Problem values(String pointer, String what, int count) {
    return new Problem(
        pointer,
        String.format(
            Locale.ROOT, "a study may have %,d points; received %,d%s", MOST_POINTS, count, what));
  }

  static void jobs(long count) {
    limit("jobs", count, MOST_JOBS);
  }

  static void runs(long count) {
    limit("runs", count, MOST_RUNS);
  }

  private static void limit(String what, long count, long most) {
    if (count > most) {
      throw new IllegalStudy(List.of(new Problem("/axes", tooMany(most, what, (double) count))));
    }
  }

  private static String tooMany(long most, String what, double count) {
    return String.format(
        Locale.ROOT, "a study may have %,d %s; this one would have %,.0f", most, what, count);
  }

  /**
   * Checks that the jobs of all points fit, each the base and what the point sets.
   *
   * @throws IllegalStudy where they do not
   */
  static void size(Design design, ObjectNode base) {
    long job = base.toString().length();
    IdentityHashMap<Choice, Long> lengths = new IdentityHashMap<>();
    long all = 0;
    for (List<Choice> point : design.points()) {
      all += job;
      for (Choice choice : point) {
        all += lengths.computeIfAbsent(choice, StudyBounds::length);
      }
    }
    if (all > MOST_CHARACTERS) {
      throw new IllegalStudy(
          List.of(
              new Problem(
                  "/axes",
                  String.format(
                      Locale.ROOT,
                      "the jobs of all points may have %,d characters; those of %,d points, with a"
                          + " base of %,d characters, would have %,d",
                      MOST_CHARACTERS,
                      design.points().size(),
                      job,
                      all))));
    }
  }

  private static long length(Choice choice) {
    long length = choice.label().length();
    for (var set : choice.sets().entrySet()) {
      length += set.getKey().length() + set.getValue().toString().length();
    }
    return length;
  }
}
