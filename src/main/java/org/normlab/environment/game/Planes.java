package org.normlab.environment.game;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * An observation of zeros and ones, {@code [channels, 10, 10]}: bit {@code 100·channel + 10·y + x}
 * of a row of bits.
 */
public final class Planes {
  static final int SIDE = 10;
  private static final int PLANE = SIDE * SIDE;

  /** Writes eight bytes at once: byte by byte, packing took a quarter of a step of Seaquest. */
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final int channels;
  private final long[] words;

  public Planes(int channels) {
    this.channels = channels;
    words = new long[(channels * PLANE + Long.SIZE - 1) / Long.SIZE];
  }

  /** Returns the bytes of a packed observation, a bit for each cell of its channels. */
  public static int packedBytes(int channels) {
    return (channels * PLANE + Byte.SIZE - 1) / Byte.SIZE;
  }

  /** Returns the number of cells of an observation with a number of channels. */
  public static int cells(int channels) {
    return channels * PLANE;
  }

  void clear() {
    Arrays.fill(words, 0);
  }

  void set(int channel, int x, int y) {
    int bit = channel * PLANE + y * SIDE + x;
    words[bit >>> 6] |= 1L << bit;
  }

  /** Sets the cells of a row; one that is outside the field, such as a trail's, is left out. */
  void setInside(int channel, int x, int y) {
    if (x >= 0 && x < SIDE) {
      set(channel, x, y);
    }
  }

  /** Sets a whole row: bit x of {@code row} is the cell in column x. */
  void setRow(int channel, int y, int row) {
    if (row == 0) {
      return;
    }
    int bit = channel * PLANE + y * SIDE;
    words[bit >>> 6] |= (long) row << bit;
    int over = (bit & 63) + SIDE - Long.SIZE;
    if (over > 0) {
      words[(bit >>> 6) + 1] |= row >>> (SIDE - over);
    }
  }

  /** Tells whether a cell is set. */
  public boolean get(int cell) {
    return (words[cell >>> 6] >>> cell & 1) != 0;
  }

  /** Writes the observation as bits, the first cell in the lowest bit of the first byte. */
  public void pack(byte[] to, int offset) {
    int bytes = packedBytes(channels);
    int whole = bytes / Long.BYTES;
    for (int word = 0; word < whole; word++) {
      LONGS.set(to, offset + word * Long.BYTES, words[word]);
    }
    for (int k = whole * Long.BYTES; k < bytes; k++) {
      to[offset + k] = (byte) (words[k >>> 3] >>> (k << 3));
    }
  }

  /** Writes the observation as a byte of 0 or 1 a cell. */
  public void write(byte[] to, int offset) {
    int cells = cells(channels);
    for (int k = 0; k < cells; k++) {
      to[offset + k] = (byte) (words[k >>> 6] >>> k & 1);
    }
  }

  /**
   * Writes an observation that was packed as a byte of 0 or 1 a cell.
   *
   * @param offset where the bits begin in {@code packed}
   */
  public static void unpack(byte[] packed, int offset, int channels, byte[] to, int at) {
    int cells = cells(channels);
    for (int k = 0; k < cells; k++) {
      to[at + k] = (byte) (packed[offset + (k >>> 3)] >>> (k & 7) & 1);
    }
  }
}
