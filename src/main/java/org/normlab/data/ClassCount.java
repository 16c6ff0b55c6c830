package org.normlab.data;

import java.util.ArrayList;
import java.util.List;

/**
 * A class and the number of its rows in all parts together, before {@code limit}.
 *
 * @param name as it stands in the data
 */
public record ClassCount(String name, int rows) {
  private static final int SHOWN = 50;

  /** Counts the rows of each class. */
  static List<ClassCount> of(int[] labels, List<String> classes) {
    int[] rows = new int[classes.size()];
    for (int label : labels) {
      rows[label]++;
    }
    List<ClassCount> counts = new ArrayList<>();
    for (int c = 0; c < rows.length; c++) {
      counts.add(new ClassCount(classes.get(c), rows[c]));
    }
    return List.copyOf(counts);
  }

  /** A line for a job's log. */
  static String sentence(int[] labels, List<String> classes) {
    List<String> shown =
        of(labels, classes).stream()
            .limit(SHOWN)
            .map(c -> "%s: %,d".formatted(c.name, c.rows))
            .toList();
    return "%,d rows of %,d classes (%s%s)"
        .formatted(
            labels.length,
            classes.size(),
            String.join(", ", shown),
            classes.size() > SHOWN ? ", …" : "");
  }
}
