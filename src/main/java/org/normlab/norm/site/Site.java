package org.normlab.norm.site;

import org.jspecify.annotations.Nullable;

/**
 * One place of a network where a method may normalize.
 *
 * @param name prefix of its variables, {@code hidden.0.norm}
 * @param channels of one replica
 * @param positions of a sample: pixels of an image, tokens of a text, otherwise 1
 * @param within its place in a residual branch: that of the layer it follows or precedes
 */
public record Site(
    String name, int channels, Axes axes, int positions, Branch.@Nullable Within within) {
  public Site(String name, int channels, Axes axes) {
    this(name, channels, axes, 1, null);
  }

  public Site withPositions(int number) {
    return new Site(name, channels, axes, number, within);
  }

  /** Numbers over which statistics of one sample, or of one token, run. */
  public int numbers() {
    return axes == Axes.IMAGE ? channels * positions : channels;
  }
}
