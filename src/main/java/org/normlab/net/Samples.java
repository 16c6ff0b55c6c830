package org.normlab.net;

import java.util.List;

/**
 * What a network is built for.
 *
 * @param shape of one sample: {@code [features]}, or {@code [channels, height, width]} for images
 */
public record Samples(List<Integer> shape, int classes) {
  public boolean areImages() {
    return shape.size() == 3;
  }

  /** Numbers per sample. */
  public int features() {
    return shape.stream().reduce(1, (a, b) -> a * b);
  }
}
