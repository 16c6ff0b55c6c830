package org.normlab.data;

import java.util.List;

/**
 * What is known of a data set without loading it: enough to validate a job and to count parameters.
 *
 * @param shape of one sample: {@code [features]} for tables, {@code [channels, height, width]} for
 *     images
 * @param trainRows rows after split and limit; validation and test likewise
 */
public record Outline(
    List<Integer> shape, int classes, int trainRows, int validationRows, int testRows) {
  public boolean isImage() {
    return shape.size() == 3;
  }

  /** Numbers per sample. */
  public int features() {
    return shape.stream().reduce(1, (a, b) -> a * b);
  }
}
