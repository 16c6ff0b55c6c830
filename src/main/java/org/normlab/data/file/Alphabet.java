package org.normlab.data.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;

/**
 * The different code points of a text file; in their order they are its vocabulary.
 *
 * @param tokens how many code points the file has
 */
public record Alphabet(BitSet ids, int tokens) {
  private static final int FEWEST = 10;

  /** Takes 400 MB in one array, of which a trainer has to copy one to the device. */
  private static final int MOST = 100_000_000;

  public int size() {
    return ids.cardinality();
  }

  public static Alphabet of(Path file) throws IOException {
    BitSet ids = new BitSet();
    long[] tokens = new long[1];
    DataFile.read(
        file,
        in -> {
          CodePoints.read(
              in,
              file.toString(),
              point -> {
                ids.set(point);
                tokens[0]++;
              });
          return tokens;
        });
    if (tokens[0] < FEWEST || tokens[0] > MOST || ids.cardinality() < 2) {
      throw new IllegalDataException(
          "%s: a text needs %d to %d characters, two of them different; received %d, %d different"
              .formatted(file, FEWEST, MOST, tokens[0], ids.cardinality()));
    }
    return new Alphabet(ids, (int) tokens[0]);
  }

  /** The file as ids, in the order of their code points. */
  public int[] read(Path file) throws IOException {
    int[] idOf = new int[ids.length()];
    int[] points = ids.stream().toArray();
    for (int id = 0; id < points.length; id++) {
      idOf[points[id]] = id;
    }
    int[] read = new int[tokens];
    int[] at = new int[1];
    DataFile.read(
        file,
        in -> {
          CodePoints.read(in, file.toString(), point -> read[at[0]++] = idOf[point]);
          return read;
        });
    return read;
  }
}
