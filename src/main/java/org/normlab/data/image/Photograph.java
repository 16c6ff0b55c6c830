package org.normlab.data.image;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import org.jspecify.annotations.Nullable;
import org.normlab.data.file.IllegalDataException;

/**
 * One image file, decoded. Grey becomes three equal channels, transparent places show white, 16
 * bits become 8; embedded colour profiles and a camera's orientation are not applied.
 */
public final class Photograph {
  private static final float WHITE = 255;

  static {
    System.setProperty("java.awt.headless", System.getProperty("java.awt.headless", "true"));
  }

  private final BufferedImage image;
  private final Raster raster;
  private final int bands;
  private final float top;
  private final int[] samples;

  private Photograph(BufferedImage image) {
    this.image = image;
    this.raster = image.getRaster();
    boolean indexed = image.getColorModel() instanceof IndexColorModel;
    this.bands = indexed ? 0 : raster.getNumBands();
    this.top = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
    this.samples = new int[image.getWidth() * Math.max(1, bands)];
  }

  /**
   * The image's shorter side resized to {@code size}, and of that the square in the middle: {@code
   * [size, size, 3]}.
   *
   * @throws IllegalDataException naming the file, when it cannot be decoded
   */
  public static byte[] square(Path file, int size) throws IOException {
    return new Photograph(decode(file)).square(size);
  }

  /**
   * Decodes a file and forgets it.
   *
   * @throws IllegalDataException naming the file, when it cannot be decoded
   */
  public static void check(Path file) throws IOException {
    decode(file);
  }

  private static BufferedImage decode(Path file) throws IOException {
    ImageHeader header = ImageHeader.read(file);
    header.checkEnd(file);
    ImageReader reader = ImageIO.getImageReadersByFormatName(header.format()).next();
    String[] cut = new String[1];
    reader.addIIOReadWarningListener(
        (_, warning) -> cut[0] = warning.contains("remature end") ? warning : cut[0]);
    try (FileImageInputStream in = new FileImageInputStream(file.toFile())) {
      reader.setInput(in, true, true);
      BufferedImage image = read(reader, header);
      String fault = cut[0] == null ? unknown(image) : cut[0];
      if (fault != null) {
        throw unreadable(file, fault, null);
      }
      return image;
    } catch (IllegalDataException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw unreadable(file, String.valueOf(e.getMessage()), e);
    } finally {
      reader.dispose();
    }
  }

  /**
   * The JDK takes three components for RGB where they are not subsampled and no marker tells, so
   * that the colours of a JPEG file are decided and converted here.
   */
  private static BufferedImage read(ImageReader reader, ImageHeader header) throws IOException {
    if (!header.format().equals(ImageHeader.JPEG) || header.components() != 3) {
      return reader.read(0);
    }
    Raster raster = reader.readRaster(0, null);
    return header.isLuminance() ? YCbCr.toRgb(raster) : YCbCr.copy(raster);
  }

  private static IllegalDataException unreadable(
      Path file, String fault, @Nullable Exception cause) {
    return new IllegalDataException(file + " cannot be decoded: " + fault, cause);
  }

  private static @Nullable String unknown(BufferedImage image) {
    if (image.getColorModel() instanceof IndexColorModel) {
      return null;
    }
    int bands = image.getRaster().getNumBands();
    boolean transparent = bands == 2 || bands == 4;
    return bands <= 4 && transparent == image.getColorModel().hasAlpha()
        ? null
        : "%d channels that are neither grey nor RGB".formatted(bands);
  }

  private byte[] square(int size) {
    int width = image.getWidth();
    int height = image.getHeight();
    int shorter = Math.min(width, height);
    Resampling across = middle(width, shorter, size);
    Resampling down = middle(height, shorter, size);
    float[] row = new float[width * 3];
    float[][] narrow = new float[down.to() - down.from()][size * 3];
    for (int y = 0; y < narrow.length; y++) {
      read(down.from() + y, row);
      across.row(row, narrow[y]);
    }
    byte[] square = new byte[size * size * 3];
    for (int y = 0; y < size; y++) {
      down.column(narrow, y, square, y * size * 3);
    }
    return square;
  }

  private static Resampling middle(int side, int shorter, int size) {
    int resized = (int) ((long) size * side / shorter);
    return Resampling.of(side, resized, (int) Math.rint((resized - size) / 2.0), size);
  }

  /** Red, green and blue of a row, 0…255. */
  private void read(int y, float[] row) {
    int width = image.getWidth();
    if (bands == 0) {
      image.getRGB(0, y, width, 1, samples, 0, width);
      for (int x = 0; x < width; x++) {
        float opaque = (samples[x] >>> 24) / WHITE;
        for (int c = 0; c < 3; c++) {
          row[x * 3 + c] = onWhite((samples[x] >> (16 - 8 * c)) & 0xff, opaque);
        }
      }
      return;
    }
    // Not by getRGB, which would take grey for linear and brighten it.
    raster.getPixels(0, y, width, 1, samples);
    boolean transparent = bands % 2 == 0;
    for (int x = 0; x < width; x++) {
      float opaque = transparent ? samples[x * bands + bands - 1] / top : 1;
      for (int c = 0; c < 3; c++) {
        int sample = samples[x * bands + (bands < 3 ? 0 : c)];
        row[x * 3 + c] = onWhite(sample * WHITE / top, opaque);
      }
    }
  }

  private static float onWhite(float value, float opaque) {
    return value * opaque + WHITE * (1 - opaque);
  }
}
