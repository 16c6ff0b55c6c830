package org.normlab.data.table;

import java.util.Set;

/** Tells what the text of one cell of a table is: a number, a missing value or a word. */
final class Cell {
  private static final Set<String> MISSING =
      Set.of(
          "", "?", "NA", "na", "N/A", "n/a", "#N/A", "<NA>", "NaN", "nan", "NAN", "-nan", "NULL",
          "null", "Null");

  private Cell() {}

  /** Returns whether the cell says that its value is not known. */
  static boolean isMissing(String cell) {
    return MISSING.contains(cell);
  }

  /**
   * The finite number that a cell holds, or NaN. Stricter than {@link Double#parseDouble}: no
   * hexadecimal, no suffix, no words.
   */
  static double number(String cell) {
    for (int i = 0; i < cell.length(); i++) {
      if ("0123456789.-+eE".indexOf(cell.charAt(i)) < 0) {
        return Double.NaN;
      }
    }
    try {
      double value = Double.parseDouble(cell);
      return Double.isFinite(value) ? value : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  static boolean isNumber(String cell) {
    return !Double.isNaN(number(cell));
  }

  /** Returns whether the cell is written as a whole number, without point and exponent. */
  static boolean isWhole(String cell) {
    return cell.matches("[+-]?\\d{1,18}");
  }

  static boolean isWord(String cell) {
    return !isNumber(cell) && !isMissing(cell);
  }

  /** The end of a sentence about a cell that is no number: what to do about it. */
  static String advice(String cell, String column) {
    String exclude = "leave the column out with \"exclude\": [\"" + column + "\"]";
    if (isMissing(cell)) {
      return "; a value is missing: fill it in, remove the row, or " + exclude;
    }
    if (cell.matches("[+-]?[\\d., '\u00a0\u202f]*\\d[\\d., '\u00a0\u202f]*")) {
      return "; numbers have a decimal point, and nothing between thousands";
    }
    return cell.chars().anyMatch(Character::isLetter)
        ? "; features are numbers: encode the column, or " + exclude
        : "";
  }
}
