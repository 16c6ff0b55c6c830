package org.normlab.net.layer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes what a network is built for.
 *
 * @param shape of one sample: {@code [features]}, {@code [channels, height, width]} for images, or
 *     {@code [T]} for a text, windows of T tokens
 * @param classes of a sample; for a text the size of the vocabulary
 * @param areText whether a sample's entries are tokens 0…classes−1 and its labels the next tokens
 * @param heads the two layers that make an agent's outputs; null where one layer has them
 * @param noise on the weights of an agent's output layers; null where there is none
 */
public record Samples(
    List<Integer> shape,
    int classes,
    boolean areText,
    @Nullable Heads heads,
    @Nullable WeightNoise noise) {
  /** A table, images or a text. */
  public Samples(List<Integer> shape, int classes, boolean areText) {
    this(shape, classes, areText, null, null);
  }

  /** A table or images. */
  public Samples(List<Integer> shape, int classes) {
    this(shape, classes, false);
  }

  public boolean areImages() {
    return shape.size() == 3;
  }

  /** Numbers per sample. */
  public int features() {
    return shape.stream().reduce(1, (a, b) -> a * b);
  }
}
