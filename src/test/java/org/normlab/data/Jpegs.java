package org.normlab.data;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** JPEG files with other markers and component identifiers, but the same scan. */
public final class Jpegs {
  private static final int APP0 = 0xe0;
  private static final int APP14 = 0xee;

  private Jpegs() {}

  /**
   * Rewrites the head of a file of three components.
   *
   * @param jfif whether its JFIF marker stays
   * @param adobe transform of an Adobe marker; −1 for none
   * @param ids identifiers of the three components
   */
  public static byte[] marked(byte[] jpeg, boolean jfif, int adobe, int... ids) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    if (adobe >= 0) {
      byte[] data = Arrays.copyOf("Adobe".getBytes(StandardCharsets.US_ASCII), 12);
      data[11] = (byte) adobe;
      segment(out, APP14, data);
    }
    int at = 2;
    while (true) {
      int kind = jpeg[at + 1] & 0xff;
      int length = ((jpeg[at + 2] & 0xff) << 8) | (jpeg[at + 3] & 0xff);
      byte[] data = Arrays.copyOfRange(jpeg, at + 4, at + 2 + length);
      at += 2 + length;
      if (kind >= 0xc0 && kind <= 0xc2) {
        for (int c = 0; c < 3; c++) {
          data[6 + 3 * c] = (byte) ids[c];
        }
      }
      if (kind == 0xda) {
        for (int c = 0; c < 3; c++) {
          data[1 + 2 * c] = (byte) ids[c];
        }
      }
      if (kind != APP14 && (jfif || kind != APP0)) {
        segment(out, kind, data);
      }
      if (kind == 0xda) {
        out.write(jpeg, at, jpeg.length - at);
        return out.toByteArray();
      }
    }
  }

  /** The file with a camera's orientation (1 is upright). */
  static byte[] turned(byte[] jpeg, int orientation) {
    ByteBuffer exif = ByteBuffer.allocate(32);
    exif.put("Exif\0\0MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8).putShort((short) 1);
    exif.putShort((short) 0x112).putShort((short) 3).putInt(1).putShort((short) orientation);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    segment(out, 0xe1, exif.array());
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  private static void segment(ByteArrayOutputStream out, int kind, byte[] data) {
    out.writeBytes(
        ByteBuffer.allocate(4)
            .put((byte) 0xff)
            .put((byte) kind)
            .putShort((short) (data.length + 2))
            .array());
    out.writeBytes(data);
  }
}
