package org.normlab.study.recipe.claim;

import java.util.Map;
import org.normlab.study.answer.ScoreTable;

/**
 * One side of a comparison: a method, where need be at given places of other axes.
 *
 * @param where label by axis
 */
public record Arm(String method, Map<String, String> where) {
  public static Arm of(String method) {
    return new Arm(method, Map.of());
  }

  public Arm at(String axis, String label) {
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
