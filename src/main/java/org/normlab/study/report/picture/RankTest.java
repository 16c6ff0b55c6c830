package org.normlab.study.report.picture;

/** The tests that group methods in a diagram of ranks. */
public enum RankTest {
  NEMENYI("Nemenyi's test"),
  WILCOXON("Wilcoxon tests of all pairs with Holm's correction");

  private final String words;

  RankTest(String words) {
    this.words = words;
  }

  /** The name of the test within a title. */
  public String words() {
    return words;
  }
}
