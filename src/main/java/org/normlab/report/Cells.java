package org.normlab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;
import org.normlab.statistics.Figure;
import org.normlab.statistics.Interval;

/** The cells of one table; what is undefined is a dash with a note that says why. */
final class Cells {
  static final String NONE = "–";
  private static final String DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private final List<String> reasons = new ArrayList<>();

  String number(@Nullable Figure figure) {
    return cell(figure, Numbers::of);
  }

  String signed(@Nullable Figure figure) {
    return cell(figure, Numbers::signed);
  }

  String p(@Nullable Figure figure) {
    return cell(figure, Numbers::p);
  }

  /** A dash alone where nothing can be asked for, as of the baseline against itself. */
  String cell(@Nullable Figure figure, DoubleFunction<String> format) {
    if (figure == null) {
      return NONE;
    }
    return figure.value() == null
        ? undefined(String.valueOf(figure.reason()))
        : format.apply(figure.value());
  }

  String interval(@Nullable Interval interval) {
    return interval(interval, Numbers::of);
  }

  String interval(@Nullable Interval interval, DoubleFunction<String> format) {
    if (interval == null) {
      return NONE;
    }
    return interval.low() == null || interval.high() == null
        ? undefined(String.valueOf(interval.reason()))
        : "[" + format.apply(interval.low()) + ", " + format.apply(interval.high()) + "]";
  }

  String undefined(String reason) {
    return NONE + noted(reason);
  }

  /** The mark of a note below the table. */
  String noted(String reason) {
    if (!reasons.contains(reason)) {
      reasons.add(reason);
    }
    return mark(reasons.indexOf(reason) + 1);
  }

  private static String mark(int number) {
    StringBuilder mark = new StringBuilder();
    String.valueOf(number).chars().forEach(digit -> mark.append(DIGITS.charAt(digit - '0')));
    return mark.toString();
  }

  List<String> notes() {
    List<String> notes = new ArrayList<>();
    for (int i = 0; i < reasons.size(); i++) {
      notes.add(mark(i + 1) + " " + reasons.get(i));
    }
    return notes;
  }
}
