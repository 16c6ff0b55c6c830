package org.normlab.train.device;

import java.util.List;
import java.util.random.RandomGenerator;
import org.normlab.data.Augment;

/** Draws the whole numbers that say how one training image is moved. */
final class AugmentationDraws {
  /** Rows down, columns right, 1 for a mirror. */
  private static final int MOVED = 3;

  /** Top, left, height and width of a rectangle, 1 for a mirror. */
  private static final int CUT_OUT = 5;

  private static final double LEAST_AREA = 0.08;
  private static final double WIDEST = 4.0 / 3;
  private static final int TRIES = 10;

  private AugmentationDraws() {}

  /** Returns how many numbers an image takes. */
  static int numbers(Augment how) {
    return how.randomResizedCrop() ? CUT_OUT : MOVED;
  }

  /**
   * Writes the numbers of one image to {@code shifts}, from {@code at} on.
   *
   * @param shape {@code [channels, height, width]}
   */
  static void draw(
      Augment how, List<Integer> shape, RandomGenerator random, long[] shifts, int at) {
    if (how.randomResizedCrop()) {
      cutOut(shape.get(1), shape.get(2), random, shifts, at);
    } else {
      shifts[at] = (long) random.nextInt(2 * how.crop() + 1) - how.crop();
      shifts[at + 1] = (long) random.nextInt(2 * how.crop() + 1) - how.crop();
    }
    shifts[at + numbers(how) - 1] = how.flip() ? random.nextInt(2) : 0;
  }

  /**
   * Draws as torchvision's RandomResizedCrop does: area uniform in 0.08…1, logarithm of width to
   * height uniform in log 3/4…log 4/3; after ten rectangles that do not fit, the largest in the
   * middle that does.
   */
  private static void cutOut(int height, int width, RandomGenerator random, long[] shifts, int at) {
    for (int i = 0; i < TRIES; i++) {
      double area = height * (double) width * (LEAST_AREA + (1 - LEAST_AREA) * random.nextDouble());
      double aspect = Math.exp(Math.log(WIDEST) * (2 * random.nextDouble() - 1));
      int w = (int) Math.rint(Math.sqrt(area * aspect));
      int h = (int) Math.rint(Math.sqrt(area / aspect));
      if (w > 0 && w <= width && h > 0 && h <= height) {
        shifts[at] = random.nextInt(height - h + 1);
        shifts[at + 1] = random.nextInt(width - w + 1);
        shifts[at + 2] = h;
        shifts[at + 3] = w;
        return;
      }
    }
    int w = (int) Math.min(width, Math.rint(height * WIDEST));
    int h = (int) Math.min(height, Math.rint(width * WIDEST));
    shifts[at] = Math.floorDiv(height - h, 2);
    shifts[at + 1] = Math.floorDiv(width - w, 2);
    shifts[at + 2] = h;
    shifts[at + 3] = w;
  }
}
