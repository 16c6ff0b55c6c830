package org.normlab.study.answer.aggregate;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Names blocks for people. */
public final class BlockNames {
  /** Fields of a job that say what it learns from. */
  private static final Set<String> SOURCES =
      Set.of(
          "data",
          "data.name",
          "data.file",
          "data.folder",
          "data.text",
          "data.generated",
          "environment",
          "environment.name",
          "environment.sequence");

  private BlockNames() {}

  /**
   * Returns what a block is called: by the label alone of an axis of data or environments, by
   * labels with the names of their axes else, and by what its jobs learn from where no axis makes
   * blocks.
   *
   * @param coordinates label by axis
   * @param sources the data references, or words of environments, of the block's jobs
   */
  static String of(Map<String, String> coordinates, Set<String> sources) {
    if (coordinates.isEmpty()) {
      return sources.size() == 1 ? sources.iterator().next() : "all";
    }
    return coordinates.entrySet().stream()
        .map(one -> isSource(one.getKey()) ? one.getValue() : one.getKey() + " " + one.getValue())
        .collect(Collectors.joining(", "));
  }

  /** Tells whether an axis says what jobs learn from: data, or environments. */
  public static boolean isSource(String axis) {
    return SOURCES.contains(axis);
  }
}
