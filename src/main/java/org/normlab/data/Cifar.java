package org.normlab.data;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.normlab.data.file.DataFile;
import org.normlab.data.file.DataHome;
import org.normlab.data.file.Digest;
import org.normlab.data.file.Download;
import org.normlab.data.file.IllegalDataException;
import org.normlab.data.file.MissingData;
import org.normlab.data.file.Tar;

/**
 * CIFAR-10 in its binary form: six batches of equally many records, each one label byte and three
 * planes (red, green, blue) of 32×32 bytes; the sixth batch is the test part. Source:
 * https://www.cs.toronto.edu/~kriz/cifar.html.
 */
final class Cifar implements Kind {
  static final String NAME = "cifar-10";
  static final List<String> FILES =
      List.of(
          "data_batch_1.bin",
          "data_batch_2.bin",
          "data_batch_3.bin",
          "data_batch_4.bin",
          "data_batch_5.bin",
          "test_batch.bin");

  private static final String ARCHIVE = "cifar-10-binary.tar.gz";
  private static final int CLASSES = 10;
  private static final int CHANNELS = 3;
  private static final int SIDE = 32;
  private static final int PLANE = SIDE * SIDE;
  private static final List<Integer> SHAPE = List.of(CHANNELS, SIDE, SIDE);

  private final int records;
  private final PublishedSet official;

  /**
   * @param records in each batch; officially 10,000
   * @param base address of the folder with the archive
   * @param archive its digest
   * @param sha256 of the six batches inside, in the order of {@link #FILES}
   */
  Cifar(int records, URI base, Digest archive, List<String> sha256) {
    this.records = records;
    Map<String, Digest> members = new LinkedHashMap<>();
    for (int i = 0; i < FILES.size(); i++) {
      members.put(FILES.get(i), Digest.sha256(sha256.get(i)));
    }
    URI address = base.resolve(ARCHIVE);
    official =
        new PublishedSet(
            NAME,
            FILES,
            address + " (170 MB)",
            (folder, _, progress) -> {
              Path tar = folder.resolve(ARCHIVE);
              new Download(address, archive).into(tar, progress);
              progress.accept("unpacking " + ARCHIVE);
              try (InputStream in = new GZIPInputStream(Files.newInputStream(tar), 1 << 16)) {
                Tar.extract(in, members, folder);
              }
              Files.delete(tar);
            });
  }

  PublishedSet official() {
    return official;
  }

  /** The figures are the format's own, so nothing has to be unpacked to know them. */
  @Override
  public DataShape outline(DataSpec spec, DataHome home) throws MissingData {
    official.expect(home);
    Split.Sizes sizes = Split.Sizes.of(FILES.size() * records, records, spec);
    return new DataShape(SHAPE, CLASSES, sizes.train(), sizes.validation(), sizes.test());
  }

  @Override
  public DataSet load(DataSpec spec, DataHome home, Consumer<String> progress)
      throws MissingData, IOException {
    List<Path> files = official.locate(home, progress);
    int rows = files.size() * records;
    ByteBuffer bytes = ByteBuffer.allocateDirect(rows * CHANNELS * PLANE);
    int[] labels = new int[rows];
    for (int f = 0; f < files.size(); f++) {
      Path file = files.get(f);
      int first = f * records;
      progress.accept("reading " + NAME + ", " + FILES.get(f));
      DataFile.read(file, in -> batch(in, file, first, bytes, labels));
    }
    return new Images(SHAPE, CLASSES, bytes.clear(), labels, records)
        .normalizable(NAME, spec, progress);
  }

  @Override
  public String digest(DataSpec spec, DataHome home, Consumer<String> progress)
      throws MissingData, IOException {
    return official.digest(home, progress);
  }

  private int batch(InputStream in, Path file, int first, ByteBuffer bytes, int[] labels)
      throws IOException {
    byte[] record = new byte[1 + CHANNELS * PLANE];
    byte[] image = new byte[CHANNELS * PLANE];
    for (int r = 0; r < records; r++) {
      int received = in.readNBytes(record, 0, record.length);
      if (received < record.length || record[0] < 0 || record[0] >= CLASSES) {
        throw new IllegalDataException(
            "%s, record %d: asked for %d records of %d bytes, the first a class 0…%d; received %d bytes, the first %d"
                .formatted(
                    file, r + 1, records, record.length, CLASSES - 1, received, record[0] & 0xff));
      }
      labels[first + r] = record[0];
      for (int pixel = 0; pixel < PLANE; pixel++) {
        for (int c = 0; c < CHANNELS; c++) {
          image[pixel * CHANNELS + c] = record[1 + c * PLANE + pixel];
        }
      }
      bytes.put(image);
    }
    if (in.read() >= 0) {
      throw new IllegalDataException(
          file + ": asked for " + records + " records; received more bytes");
    }
    return records;
  }
}
