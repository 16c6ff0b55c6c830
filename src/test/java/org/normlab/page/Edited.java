package org.normlab.page;

import static org.assertj.core.api.Assertions.assertThat;

/** Sample answers in another state. */
final class Edited {
  private Edited() {}

  /**
   * Replaces texts by others, each wherever it stands.
   *
   * @param pairs a text and what stands in its place, and so on
   * @throws AssertionError where the answer has none of what is to be replaced, since a test would
   *     then prove nothing of the state that it names
   */
  static String with(String answer, String... pairs) {
    assertThat(pairs.length).as("texts in pairs").isEven();
    String edited = answer;
    for (int i = 0; i < pairs.length; i += 2) {
      assertThat(edited).as("sample answer to be edited").contains(pairs[i]);
      edited = edited.replace(pairs[i], pairs[i + 1]);
    }
    return edited;
  }
}
