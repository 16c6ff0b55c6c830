package org.normlab.data.image;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.normlab.data.file.IllegalDataException;

/**
 * Reads the segments of a JPEG file up to its first scan. Which colours the components are is
 * decided as libjpeg does ({@code default_decompress_parms}): three components are Y, Cb and Cr
 * unless an Adobe marker without a JFIF one, or their identifiers R, G and B, say otherwise.
 */
final class JpegHeader {
  private static final int FRAME = 0xc0;
  private static final int LAST_FRAME = 0xcf;
  private static final int HUFFMAN = 0xc4;
  private static final int EXTENSION = 0xc8;
  private static final int ARITHMETIC = 0xcc;
  private static final int LAST_READABLE_FRAME = 0xc2;
  private static final int SCAN = 0xda;
  private static final int JFIF = 0xe0;
  private static final int EXIF = 0xe1;
  private static final int ADOBE = 0xee;
  private static final int INKS = 4;
  private static final int ORIENTATION = 0x0112;
  private static final int UPRIGHT = 1;

  private final DataInputStream in;
  private final Path file;
  private int width;
  private int height;
  private byte[] components = {};
  private boolean jfif;
  private int adobe = -1;
  private int orientation = UPRIGHT;

  JpegHeader(DataInputStream in, Path file) {
    this.in = in;
    this.file = file;
  }

  ImageHeader read() throws IOException {
    while (true) {
      int marker = in.readUnsignedShort();
      while (marker == 0xffff) { // fill bytes
        marker = 0xff00 | in.readUnsignedByte();
      }
      int kind = marker & 0xff;
      if (marker >> 8 != 0xff || (kind == SCAN && components.length == 0)) {
        throw new IllegalDataException(file + " is damaged: a JPEG file whose size is not told");
      }
      if (kind == SCAN) {
        boolean three = components.length == 3;
        return new ImageHeader(
            ImageHeader.JPEG,
            width,
            height,
            components.length,
            three && isLuminance(),
            orientation != UPRIGHT);
      }
      int length = Math.max(0, in.readUnsignedShort() - 2);
      boolean table = kind == HUFFMAN || kind == EXTENSION || kind == ARITHMETIC;
      if (kind >= FRAME && kind <= LAST_FRAME && !table) {
        frame(kind, length);
      } else if (kind == JFIF || kind == EXIF || kind == ADOBE) {
        application(kind, in.readNBytes(length));
      } else {
        in.skipNBytes(length);
      }
    }
  }

  private void frame(int kind, int length) throws IOException {
    int precision = in.readUnsignedByte();
    height = in.readUnsignedShort();
    width = in.readUnsignedShort();
    components = new byte[in.readUnsignedByte()];
    if (components.length == INKS) {
      throw new IllegalDataException(
          file + " has four inks (CMYK); images must be grey or RGB: convert it first");
    }
    if (kind > LAST_READABLE_FRAME || precision != 8) {
      throw new IllegalDataException(
          file
              + " is lossless, arithmetically coded or of more than 8 bits; a JPEG file must be"
              + " baseline or progressive: convert it first");
    }
    for (int c = 0; c < components.length; c++) {
      components[c] = in.readByte();
      in.skipNBytes(2);
    }
    in.skipNBytes(Math.max(0, length - 6 - 3 * components.length));
  }

  private void application(int kind, byte[] data) {
    String name = new String(data, 0, Math.min(6, data.length), StandardCharsets.ISO_8859_1);
    if (kind == JFIF && name.startsWith("JFIF\0") && data.length >= 14) {
      jfif = true;
    } else if (kind == ADOBE && name.startsWith("Adobe") && data.length >= 12) {
      adobe = data[11] & 0xff;
    } else if (kind == EXIF && name.equals("Exif\0\0")) {
      orientation = orientation(data);
    }
  }

  private boolean isLuminance() {
    if (jfif || adobe > 0) {
      return true;
    }
    return adobe < 0 && !(components[0] == 'R' && components[1] == 'G' && components[2] == 'B');
  }

  /** The orientation in the first directory of the TIFF data that follows six bytes. */
  private static int orientation(byte[] exif) {
    Tiff tiff = new Tiff(exif, exif.length > 6 && exif[6] == 'I');
    int directory = 6 + tiff.number(10, 4);
    int entries = tiff.number(directory, 2);
    for (int e = 0; e < entries; e++) {
      int entry = directory + 2 + 12 * e;
      if (tiff.number(entry, 2) == ORIENTATION) {
        int value = tiff.number(entry + 8, 2);
        return value >= 1 && value <= 8 ? value : UPRIGHT;
      }
    }
    return UPRIGHT;
  }

  private record Tiff(byte[] bytes, boolean littleEndian) {
    /** An unsigned number; 0 beyond the end. */
    int number(int at, int size) {
      if (at < 0 || at + size > bytes.length) {
        return 0;
      }
      int number = 0;
      for (int i = 0; i < size; i++) {
        number = (number << 8) | (bytes[littleEndian ? at + size - 1 - i : at + i] & 0xff);
      }
      return number;
    }
  }
}
