package org.normlab.study.answer.aggregate;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Names blocks for people. */
final class BlockNames {
  private BlockNames() {}

  /**
   * Returns what a block is called: by its label where one axis makes blocks, by all labels with
   * their axes where several do, else by what its jobs learn from.
   *
   * @param coordinates label by axis
   * @param sources the data references, or words of environments, of the block's jobs
   */
  static String of(Map<String, String> coordinates, Set<String> sources) {
    if (coordinates.isEmpty()) {
      return sources.size() == 1 ? sources.iterator().next() : "all";
    }
    return coordinates.size() == 1
        ? coordinates.values().iterator().next()
        : coordinates.entrySet().stream()
            .map(one -> one.getKey() + " " + one.getValue())
            .collect(Collectors.joining(", "));
  }
}
