package org.normlab.data.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A class and the number of its rows in all parts together, before {@code limit}.
 *
 * @param name as it stands in the data
 */
public record ClassCount(String name, int rows) {
  private static final int SHOWN = 50;
  private static final int FEW = 5;

  /** Counts the rows of each class. */
  public static List<ClassCount> of(int[] labels, List<String> classes) {
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
  public static String sentence(int[] labels, List<String> classes) {
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

  /** A sentence for each group of classes whose names differ in case or spaces only. */
  public static List<String> nearlySame(Collection<String> classes) {
    Map<String, Set<String>> folded =
        classes.stream()
            .collect(
                Collectors.groupingBy(
                    name -> name.toLowerCase(Locale.ROOT).replaceAll("\\s+", " "),
                    TreeMap::new,
                    Collectors.toCollection(TreeSet::new)));
    return folded.values().stream()
        .filter(names -> names.size() > 1)
        .limit(FEW)
        .map(
            names ->
                "the classes %s differ in case or spaces only"
                    .formatted(
                        names.stream()
                            .limit(FEW)
                            .map(name -> "\"" + name + "\"")
                            .collect(Collectors.joining(", "))))
        .toList();
  }
}
