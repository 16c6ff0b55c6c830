package org.normlab.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A set of 20 + 10 grey images of 2×3 pixels in IDX files, made by hand. */
public final class IdxSet {
  static final int TRAIN = 20;
  static final int TEST = 10;
  static final int PIXELS = 6;

  private IdxSet() {}

  /** The bytes of the four files by their names. */
  static Map<String, byte[]> files() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(Idx.FILES.get(0), images(0, TRAIN));
    files.put(Idx.FILES.get(1), labels(0, TRAIN));
    files.put(Idx.FILES.get(2), images(TRAIN, TEST));
    files.put(Idx.FILES.get(3), labels(TRAIN, TEST));
    return files;
  }

  static byte pixel(int row, int i) {
    return (byte) (row * 41 + i * 7);
  }

  static int label(int row) {
    return row * 3 % 10;
  }

  static byte[] images(int first, int rows) {
    ByteBuffer bytes = ByteBuffer.allocate(16 + rows * PIXELS);
    bytes.putInt(0x0803).putInt(rows).putInt(2).putInt(3);
    for (int i = 0; i < rows * PIXELS; i++) {
      bytes.put(pixel(first + i / PIXELS, i % PIXELS));
    }
    return bytes.array();
  }

  static byte[] labels(int first, int rows) {
    ByteBuffer bytes = ByteBuffer.allocate(8 + rows).putInt(0x0801).putInt(rows);
    for (int row = first; row < first + rows; row++) {
      bytes.put((byte) label(row));
    }
    return bytes.array();
  }

  public static void write(Path folder, String form) throws IOException {
    for (Map.Entry<String, byte[]> file : files().entrySet()) {
      Packed.write(folder, file.getKey(), form, file.getValue());
    }
  }
}
