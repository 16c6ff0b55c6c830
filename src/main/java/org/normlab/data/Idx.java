package org.normlab.data;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.normlab.data.file.BoundedCache;
import org.normlab.data.file.DataHome;
import org.normlab.data.file.Digest;
import org.normlab.data.file.Download;
import org.normlab.data.file.FileStamp;
import org.normlab.data.file.IdxFile;
import org.normlab.data.file.IllegalDataException;
import org.normlab.data.file.MissingData;
import org.normlab.data.table.ClassCount;

/**
 * MNIST and its like: grey images of ten classes in {@linkplain IdxFile IDX files}, 60,000 for
 * training and 10,000 for testing.
 */
public final class Idx implements Kind {
  static final int CLASSES = 10;
  public static final List<String> FILES =
      List.of(
          "train-images-idx3-ubyte",
          "train-labels-idx1-ubyte",
          "t10k-images-idx3-ubyte",
          "t10k-labels-idx1-ubyte");

  private static final int OFFICIAL_TRAIN_ROWS = 60_000;
  private static final int OFFICIAL_TEST_ROWS = 10_000;
  private static final int OFFICIAL_SIDE = 28;

  private final PublishedSet official;
  private final BoundedCache<List<FileStamp>, int[]> knownLabels = new BoundedCache<>();

  /**
   * @param base address of the folder with the files as .gz
   * @param sha256 digests of the four .gz files, in the order of {@link #FILES}
   */
  Idx(String name, URI base, String size, List<String> sha256) {
    official =
        new PublishedSet(
            name,
            FILES,
            base + " (" + size + ")",
            (folder, missing, progress) -> {
              for (String file : missing) {
                Digest digest = Digest.sha256(sha256.get(FILES.indexOf(file)));
                URI address = base.resolve(file + ".gz");
                new Download(address, digest).into(folder.resolve(file + ".gz"), progress);
              }
            });
  }

  PublishedSet official() {
    return official;
  }

  @Override
  public DataShape outline(DataSpec spec, DataHome home) throws MissingData, IOException {
    official.expect(home);
    if (!official.present(home)) {
      return outline(spec, OFFICIAL_TRAIN_ROWS, OFFICIAL_TEST_ROWS, OFFICIAL_SIDE, OFFICIAL_SIDE);
    }
    List<Path> files = official.locate(home, _ -> {});
    IdxFile train = IdxFile.open(files.get(0), 3);
    IdxFile test = IdxFile.open(files.get(2), 3);
    int[] labels =
        knownLabels.get(
            List.of(FileStamp.of(files.get(1)), FileStamp.of(files.get(3))),
            () -> labels(files, train.rows(), test.rows()));
    DataShape outline =
        outline(spec, train.rows(), test.rows(), train.shape()[1], train.shape()[2]);
    return outline.counted(ClassCount.of(labels, Images.numbered(CLASSES)));
  }

  private static int[] labels(List<Path> files, int train, int test) throws IOException {
    ByteBuffer labels = ByteBuffer.allocate(train + test);
    labels(files.get(1), train, labels);
    labels(files.get(3), test, labels);
    int[] codes = new int[labels.capacity()];
    Arrays.setAll(codes, labels::get);
    return codes;
  }

  private static DataShape outline(DataSpec spec, int train, int test, int height, int width) {
    Split.Sizes sizes = Split.Sizes.of(train + test, test, spec);
    return new DataShape(
        List.of(1, height, width), CLASSES, sizes.train(), sizes.validation(), sizes.test());
  }

  @Override
  public DataSet load(DataSpec spec, DataHome home, Consumer<String> progress)
      throws MissingData, IOException {
    List<Path> files = official.locate(home, progress);
    progress.accept("reading " + official.name());
    IdxFile train = IdxFile.open(files.get(0), 3);
    IdxFile test = IdxFile.open(files.get(2), 3);
    ByteBuffer bytes = images(train, test);
    int[] codes = labels(files, train.rows(), test.rows());
    List<Integer> shape = List.of(1, train.shape()[1], train.shape()[2]);
    return new Images(shape, CLASSES, bytes, codes, test.rows())
        .normalizable(official.name(), spec, progress);
  }

  @Override
  public String digest(DataSpec spec, DataHome home, Consumer<String> progress)
      throws MissingData, IOException {
    return official.digest(home, progress);
  }

  private static ByteBuffer images(IdxFile train, IdxFile test) throws IOException {
    if (train.shape()[1] != test.shape()[1] || train.shape()[2] != test.shape()[2]) {
      throw new IllegalDataException(
          "%s: test images must be as large as training images; received %s and %s"
              .formatted(
                  test.path(), Arrays.toString(test.shape()), Arrays.toString(train.shape())));
    }
    long size = (long) train.size() + test.size();
    if (size > Integer.MAX_VALUE) {
      throw new IllegalDataException(
          "%s: a set may hold %d bytes; received %d"
              .formatted(train.path(), Integer.MAX_VALUE, size));
    }
    ByteBuffer bytes = ByteBuffer.allocateDirect((int) size);
    train.into(bytes);
    test.into(bytes);
    return bytes.clear();
  }

  private static void labels(Path path, int rows, ByteBuffer target) throws IOException {
    IdxFile file = IdxFile.open(path, 1);
    if (file.rows() != rows) {
      throw new IllegalDataException(
          "%s: asked for %d labels, one an image; received %d".formatted(path, rows, file.rows()));
    }
    int from = target.position();
    file.into(target);
    for (int i = from; i < target.position(); i++) {
      if (target.get(i) < 0 || target.get(i) >= CLASSES) {
        throw new IllegalDataException(
            "%s, label %d: asked for a class 0…%d; received %d"
                .formatted(path, i - from + 1, CLASSES - 1, target.get(i) & 0xff));
      }
    }
  }
}
