package org.normlab.data.image;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.normlab.data.file.IllegalDataException;

/**
 * Describes what the first bytes of a JPEG or PNG file say; what its name ends with does not
 * matter.
 *
 * @param format {@code jpeg} or {@code png}
 * @param components of a JPEG file; 0 for a PNG file
 * @param isLuminance whether the three components of a JPEG file are Y, Cb and Cr
 * @param isTurned whether a JPEG file names a camera's orientation other than upright
 */
public record ImageHeader(
    String format, int width, int height, int components, boolean isLuminance, boolean isTurned) {
  static final String JPEG = "jpeg";

  /** Decoded at once, such an image takes 256 MB at most. */
  static final int MOST_PIXELS = 1 << 26;

  private static final int JPEG_START = 0xffd8;
  private static final int JPEG_END = 0xffd9;
  private static final long PNG = 0x89504e470d0a1a0aL;
  private static final int PNG_END = 0x49454e44;
  private static final int IHDR = 0x49484452;

  /**
   * Reads the header of a file.
   *
   * @throws IllegalDataException naming the file, when it is neither, is cut short, is printed in
   *     inks (CMYK) or too large
   */
  public static ImageHeader read(Path file) throws IOException {
    ImageHeader header;
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      int start = in.readUnsignedShort();
      header = start == JPEG_START ? new JpegHeader(in, file).read() : png(in, start, file);
    } catch (EOFException e) {
      String what =
          Files.size(file) == 0 ? " is empty" : " is cut short: it ends within its header";
      throw new IllegalDataException(file + what, e);
    }
    long pixels = (long) header.width * header.height;
    if (header.width < 1 || header.height < 1 || pixels > MOST_PIXELS) {
      throw new IllegalDataException(
          "%s: an image may have 1 to %,d pixels; received %d × %d"
              .formatted(file, MOST_PIXELS, header.width, header.height));
    }
    return header;
  }

  private static ImageHeader png(DataInputStream in, int start, Path file) throws IOException {
    byte[] rest = in.readNBytes(6);
    long signature = start;
    for (byte b : rest) {
      signature = (signature << 8) | (b & 0xff);
    }
    if (rest.length < 6 || signature != PNG) {
      throw new IllegalDataException(
          "%s is neither JPEG nor PNG: it begins with the bytes 0x%04x".formatted(file, start));
    }
    in.readInt();
    if (in.readInt() != IHDR) {
      throw new IllegalDataException(file + " is damaged: a PNG file begins with its header");
    }
    return new ImageHeader("png", in.readInt(), in.readInt(), 0, false, false);
  }

  /**
   * Returns whether the file ends as its format does. One that does not may still be whole, with
   * something behind it.
   */
  public boolean endsWell(Path file) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
      boolean jpeg = format.equals(JPEG);
      bytes.seek(Math.max(0, bytes.length() - (jpeg ? 2 : 8)));
      return jpeg ? bytes.readUnsignedShort() == JPEG_END : bytes.readInt() == PNG_END;
    }
  }

  /**
   * Refuses a PNG file whose last chunk is missing, since the JDK decodes what is left of it.
   *
   * @throws IllegalDataException naming the file
   */
  void checkEnd(Path file) throws IOException {
    if (format.equals(JPEG) || endsWell(file)) {
      return;
    }
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
      int kind = 0;
      for (long at = Long.BYTES; kind != PNG_END; ) {
        bytes.seek(at);
        at += 12 + Integer.toUnsignedLong(bytes.readInt());
        kind = bytes.readInt();
      }
    } catch (EOFException e) {
      throw new IllegalDataException(file + " is cut short: its last chunk is missing", e);
    }
  }
}
