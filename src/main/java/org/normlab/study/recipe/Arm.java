package org.normlab.study.recipe;

import java.util.Map;
import org.normlab.study.ScoreTable;

/**
 * One side of a comparison: a method, where need be at given places of other axes.
 *
 * @param where label by axis
 */
record Arm(String method, Map<String, String> where) {
  static Arm of(String method) {
    return new Arm(method, Map.of());
  }

  Arm at(String axis, String label) {
    return new Arm(method, Map.of(axis, label));
  }

  boolean covers(ScoreTable.Row row) {
    return row.method().equals(method)
        && row.coordinates().entrySet().containsAll(where.entrySet());
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(method);
    where.forEach((axis, label) -> text.append(" at ").append(axis).append(' ').append(label));
    return text.toString();
  }
}
