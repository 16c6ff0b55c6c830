package org.normlab.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the first bytes of a JPEG or PNG file say; what its name ends with does not matter.
 *
 * @param format {@code jpeg} or {@code png}
 */
record ImageHeader(String format, int width, int height) {
  /** Decoded at once, such an image takes 256 MB at most. */
  static final int MOST_PIXELS = 1 << 26;

  private static final int JPEG = 0xffd8;
  private static final long PNG = 0x89504e470d0a1a0aL;
  private static final int IHDR = 0x49484452;
  private static final int FRAME = 0xc0;
  private static final int LAST_FRAME = 0xcf;
  private static final int HUFFMAN = 0xc4;
  private static final int EXTENSION = 0xc8;
  private static final int ARITHMETIC = 0xcc;
  private static final int SCAN = 0xda;
  private static final int INKS = 4;

  /**
   * @throws IllegalDataException naming the file, when it is neither, is cut short, is printed in
   *     inks (CMYK) or too large
   */
  static ImageHeader read(Path file) throws IOException {
    ImageHeader header;
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      int start = in.readUnsignedShort();
      header = start == JPEG ? jpeg(in, file) : png(in, start, file);
    } catch (EOFException e) {
      throw new IllegalDataException(file + " is cut short: it ends within its header", e);
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
    return new ImageHeader("png", in.readInt(), in.readInt());
  }

  private static ImageHeader jpeg(DataInputStream in, Path file) throws IOException {
    while (true) {
      int marker = in.readUnsignedShort();
      while (marker == 0xffff) { // fill bytes
        marker = 0xff00 | in.readUnsignedByte();
      }
      int kind = marker & 0xff;
      if (marker >> 8 != 0xff || kind == SCAN) {
        throw new IllegalDataException(file + " is damaged: a JPEG file whose size is not told");
      }
      int length = in.readUnsignedShort();
      boolean table = kind == HUFFMAN || kind == EXTENSION || kind == ARITHMETIC;
      if (kind >= FRAME && kind <= LAST_FRAME && !table) {
        return frame(in, file);
      }
      in.skipNBytes(Math.max(0, length - 2));
    }
  }

  private static ImageHeader frame(DataInputStream in, Path file) throws IOException {
    in.readUnsignedByte();
    int height = in.readUnsignedShort();
    int width = in.readUnsignedShort();
    int components = in.readUnsignedByte();
    if (components == INKS) {
      throw new IllegalDataException(
          file + " has four inks (CMYK); images must be grey or RGB: convert it first");
    }
    return new ImageHeader("jpeg", width, height);
  }
}
