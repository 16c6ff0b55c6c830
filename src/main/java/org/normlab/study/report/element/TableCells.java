package org.normlab.study.report.element;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;
import org.normlab.statistics.Estimate;
import org.normlab.statistics.Interval;

/** The cells of one table; what is undefined is a dash with a note that says why. */
public final class TableCells {
  public static final String NONE = "–";
  private static final String DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private final List<String> reasons = new ArrayList<>();

  public String number(@Nullable Estimate figure) {
    return cell(figure, Numbers::of);
  }

  public String signed(@Nullable Estimate figure) {
    return cell(figure, Numbers::signed);
  }

  public String p(@Nullable Estimate figure) {
    return cell(figure, Numbers::p);
  }

  /** A dash alone where nothing can be asked for, as of the baseline against itself. */
  public String cell(@Nullable Estimate figure, DoubleFunction<String> format) {
    if (figure == null) {
      return NONE;
    }
    return figure.value() == null
        ? undefined(String.valueOf(figure.reason()))
        : format.apply(figure.value());
  }

  public String interval(@Nullable Interval interval) {
    return interval(interval, Numbers::of);
  }

  public String interval(@Nullable Interval interval, DoubleFunction<String> format) {
    if (interval == null) {
      return NONE;
    }
    return interval.low() == null || interval.high() == null
        ? undefined(String.valueOf(interval.reason()))
        : "[" + format.apply(interval.low()) + ", " + format.apply(interval.high()) + "]";
  }

  public String undefined(String reason) {
    return NONE + noted(reason);
  }

  /** The mark of a note below the table. */
  public String noted(String reason) {
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
