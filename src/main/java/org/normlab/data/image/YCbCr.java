package org.normlab.data.image;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/**
 * Turns Y, Cb and Cr into red, green and blue with the rounding of libjpeg ({@code jdcolor.c}), so
 * that pixels are the same as elsewhere.
 */
final class YCbCr {
  private static final int BITS = 16;
  private static final int HALF = 1 << (BITS - 1);
  private static final int RED = fixed(1.40200);
  private static final int BLUE = fixed(1.77200);
  private static final int GREEN_OF_RED = fixed(0.71414);
  private static final int GREEN_OF_BLUE = fixed(0.34414);

  private YCbCr() {}

  private static int fixed(double factor) {
    return (int) (factor * (1 << BITS) + 0.5);
  }

  /** Red, green and blue of Y, Cb and Cr. */
  static BufferedImage toRgb(Raster raster) {
    return image(raster, true);
  }

  /** Components that are red, green and blue already. */
  static BufferedImage copy(Raster raster) {
    return image(raster, false);
  }

  private static BufferedImage image(Raster raster, boolean converts) {
    int width = raster.getWidth();
    BufferedImage image =
        new BufferedImage(width, raster.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
    WritableRaster target = image.getRaster();
    int[] row = new int[width * 3];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
      for (int i = 0; converts && i < row.length; i += 3) {
        convert(row, i);
      }
      target.setPixels(0, y, width, 1, row);
    }
    return image;
  }

  private static void convert(int[] row, int i) {
    int light = row[i];
    int blue = row[i + 1] - 128;
    int red = row[i + 2] - 128;
    row[i] = clamp(light + ((RED * red + HALF) >> BITS));
    row[i + 1] = clamp(light + ((-GREEN_OF_BLUE * blue + HALF - GREEN_OF_RED * red) >> BITS));
    row[i + 2] = clamp(light + ((BLUE * blue + HALF) >> BITS));
  }

  private static int clamp(int value) {
    return Math.clamp(value, 0, 255);
  }
}
