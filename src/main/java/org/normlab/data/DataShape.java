package org.normlab.data;

import java.util.List;
import org.normlab.data.table.ClassCount;

/**
 * Describes what is known of a data set without loading it: enough to validate a job and to count
 * parameters.
 *
 * @param shape of one sample: {@code [features]} for tables, {@code [channels, height, width]} for
 *     images, {@code [T]} for a text, whose samples are windows of T tokens
 * @param classes for a text the size of its vocabulary
 * @param trainRows rows after split and limit; validation and test likewise
 * @param tokens of a text, in all its parts; 0 for any other data
 * @param classCounts each class with its rows; empty where they are not known without loading
 * @param notes what a user should know about the data before training
 */
public record DataShape(
    List<Integer> shape,
    int classes,
    int trainRows,
    int validationRows,
    int testRows,
    int tokens,
    List<ClassCount> classCounts,
    List<String> notes) {
  /** Creates the outline of a table or images whose rows are not counted by class. */
  public DataShape(
      List<Integer> shape, int classes, int trainRows, int validationRows, int testRows) {
    this(shape, classes, trainRows, validationRows, testRows, 0);
  }

  /** Creates the outline of a text. */
  public DataShape(
      List<Integer> shape,
      int classes,
      int trainRows,
      int validationRows,
      int testRows,
      int tokens) {
    this(shape, classes, trainRows, validationRows, testRows, tokens, List.of(), List.of());
  }

  /** Creates the outline of a table or images. */
  static DataShape of(
      List<Integer> shape, Split split, List<ClassCount> classCounts, List<String> notes) {
    return new DataShape(
        shape,
        classCounts.size(),
        split.train().length,
        split.validation().length,
        split.test().length,
        0,
        classCounts,
        List.copyOf(notes));
  }

  /** The same outline with the rows of each class. */
  DataShape counted(List<ClassCount> counts) {
    return new DataShape(
        shape, classes, trainRows, validationRows, testRows, tokens, counts, notes);
  }

  public boolean isImage() {
    return shape.size() == 3;
  }

  public boolean isText() {
    return tokens > 0;
  }

  /** Numbers per sample. */
  public int features() {
    return shape.stream().reduce(1, (a, b) -> a * b);
  }
}
