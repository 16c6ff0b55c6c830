package org.normlab.data.image;

import java.util.Arrays;

/**
 * Describes how pixels of one axis are made of the pixels of a longer or shorter one: bilinear
 * where the axis grows; where it shrinks, weighted means over all pixels that a new one covers (a
 * triangle as wide as the shrinking, as Pillow and torchvision with antialiasing have it).
 *
 * @param first of the old pixels that make each new one
 * @param weights of these and the following, which add up to 1
 */
record Resampling(int[] first, float[][] weights) {

  /**
   * Makes {@code count} of {@code to} new pixels of {@code from} old ones, leaving out {@code skip}
   * at the start.
   */
  static Resampling of(int from, int to, int skip, int count) {
    Resampling made = new Resampling(new int[count], new float[count][]);
    double scale = (double) from / to;
    double reach = Math.max(1, scale);
    for (int i = 0; i < count; i++) {
      double centre = (skip + i + 0.5) * scale;
      int low = Math.max(0, (int) (centre - reach + 0.5));
      int high = Math.min(from, (int) (centre + reach + 0.5));
      double[] heights = new double[high - low];
      Arrays.setAll(heights, k -> Math.max(0, 1 - Math.abs(low + k + 0.5 - centre) / reach));
      double sum = Arrays.stream(heights).sum();
      made.first[i] = low;
      made.weights[i] = new float[heights.length];
      for (int k = 0; k < heights.length; k++) {
        made.weights[i][k] = (float) (heights[k] / sum);
      }
    }
    return made;
  }

  /** The first of the old pixels that is needed at all. */
  int from() {
    return first[0];
  }

  /** One after the last of the old pixels that is needed. */
  int to() {
    int last = first.length - 1;
    return first[last] + weights[last].length;
  }

  /** Three channels side by side: {@code old [pixels·3]} to {@code made [count·3]}. */
  void row(float[] old, float[] made) {
    for (int i = 0; i < first.length; i++) {
      for (int c = 0; c < 3; c++) {
        float sum = 0;
        for (int k = 0; k < weights[i].length; k++) {
          sum += weights[i][k] * old[(first[i] + k) * 3 + c];
        }
        made[i * 3 + c] = sum;
      }
    }
  }

  /** Whole rows, of which {@code old} holds those from {@link #from()} on; rounds to bytes. */
  void column(float[][] old, int i, byte[] made, int at) {
    for (int x = 0; x < old[0].length; x++) {
      float sum = 0;
      for (int k = 0; k < weights[i].length; k++) {
        sum += weights[i][k] * old[first[i] + k - from()][x];
      }
      made[at + x] = (byte) Math.clamp(Math.round(sum), 0, 255);
    }
  }
}
