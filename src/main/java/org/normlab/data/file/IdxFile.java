package org.normlab.data.file;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A file of unsigned bytes in IDX format: two zero bytes, the type 8, the number of dimensions,
 * each dimension as a big-endian int, the bytes. Source: http://yann.lecun.com/exdb/mnist.
 *
 * @param shape the dimensions, rows first
 */
public record IdxFile(Path path, int[] shape) {
  private static final int UNSIGNED_BYTES = 8;

  /** Reads and checks the header. */
  public static IdxFile open(Path path, int dimensions) throws IOException {
    return DataFile.read(path, in -> new IdxFile(path, header(in, path, dimensions)));
  }

  private static int[] header(InputStream in, Path path, int dimensions) throws IOException {
    DataInputStream data = new DataInputStream(in);
    int magic = data.readInt();
    int asked = UNSIGNED_BYTES << 8 | dimensions;
    if (magic != asked) {
      throw new IllegalDataException(
          "%s: an IDX file of bytes in %d dimensions begins with 0x%08x; received 0x%08x"
              .formatted(path, dimensions, asked, magic));
    }
    int[] shape = new int[dimensions];
    double bytes = 1;
    for (int d = 0; d < dimensions; d++) {
      shape[d] = data.readInt();
      bytes *= shape[d];
      if (shape[d] < 1 || bytes > Integer.MAX_VALUE) {
        throw new IllegalDataException(
            "%s: dimensions must be positive and multiply to at most %d; received %s"
                .formatted(path, Integer.MAX_VALUE, Arrays.toString(shape)));
      }
    }
    return shape;
  }

  public int rows() {
    return shape[0];
  }

  /** Numbers in the file. */
  public int size() {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  /** Appends the numbers, of which there must be exactly as many as the header promises. */
  public void into(ByteBuffer target) throws IOException {
    DataFile.read(
        path,
        in -> {
          header(in, path, shape.length);
          byte[] chunk = new byte[1 << 16];
          for (int left = size(); left > 0; ) {
            int n = in.read(chunk, 0, Math.min(left, chunk.length));
            if (n < 0) {
              throw new EOFException("the header promises " + left + " bytes more");
            }
            target.put(chunk, 0, n);
            left -= n;
          }
          if (in.read() >= 0) {
            throw new IllegalDataException(
                path + ": more bytes follow than the header's " + Arrays.toString(shape));
          }
          return target;
        });
  }
}
