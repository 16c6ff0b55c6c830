package org.normlab.data;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.normlab.data.file.BoundedCache;
import org.normlab.data.file.DataDigest;
import org.normlab.data.file.DataHome;
import org.normlab.data.file.FileStamp;
import org.normlab.data.file.IllegalDataException;
import org.normlab.data.file.MissingData;
import org.normlab.data.file.ParallelFiles;
import org.normlab.data.image.ImageFaults;
import org.normlab.data.image.ImageHeader;
import org.normlab.data.image.ImageTree;
import org.normlab.data.image.Photograph;
import org.normlab.data.table.ClassCount;

/**
 * A {@linkplain ImageTree folder of images}, each resized and cut to a square, all decoded once and
 * kept as bytes. Official parts stay parts; otherwise it is split as a table is.
 */
final class ImageFolder implements Kind {
  private static final int CHANNELS = 3;
  private static final int TELLINGS = 10;

  private static final BoundedCache<Key, List<String>> READABLE = new BoundedCache<>();

  private final FolderData data;

  ImageFolder(FolderData data) {
    this.data = data;
  }

  /** The files of a folder as they were when their headers were read. */
  private record Key(Path folder, long state) {}

  @Override
  public DataShape outline(DataSpec spec, DataHome home) throws MissingData, IOException {
    Path folder = home.folder(data.folder());
    ImageTree tree = ImageTree.of(folder, home);
    bytes(tree.files().size(), data.size());
    List<String> notes = new ArrayList<>(ClassCount.nearlySame(tree.classes()));
    notes.addAll(
        READABLE.get(new Key(folder, FileStamp.of(tree.files())), () -> check(tree.files())));
    return DataShape.of(
        shape(), split(tree, spec), ClassCount.of(tree.labels(), tree.classes()), notes);
  }

  @Override
  public DataSet load(DataSpec spec, DataHome home, Consumer<String> progress)
      throws MissingData, IOException {
    ImageTree tree = ImageTree.of(home.folder(data.folder()), home);
    int bytes = bytes(tree.files().size(), data.size());
    checkMemory(bytes, memory());
    // Not of the virtual machine's allowance for direct buffers, which is its heap's.
    ByteBuffer pixels = Arena.ofAuto().allocate(bytes).asByteBuffer();
    progress.accept(ClassCount.sentence(tree.labels(), tree.classes()));
    decode(tree.files(), data.size(), pixels, progress);
    return new Images(shape(), tree.classes().size(), pixels, tree.labels(), tree.test())
        .normalizable(data.folder(), split(tree, spec), tree.classes());
  }

  @Override
  public String digest(DataSpec spec, DataHome home, Consumer<String> progress)
      throws MissingData, IOException {
    Path folder = home.folder(data.folder());
    return DataDigest.of(folder, ImageTree.of(folder, home).files());
  }

  private List<Integer> shape() {
    return List.of(CHANNELS, data.size(), data.size());
  }

  private static Split split(ImageTree tree, DataSpec spec) {
    int classes = tree.classes().size();
    return tree.validation() > 0
        ? Split.published(tree.labels(), classes, tree.validation(), tree.test(), spec)
        : Split.of(tree.labels(), classes, tree.test(), spec);
  }

  /** Returns what the decoded set takes, if one buffer holds it. */
  static int bytes(int images, int size) throws IllegalDataException {
    long each = (long) size * size * CHANNELS;
    if (images * each > Integer.MAX_VALUE) {
      throw new IllegalDataException(
          "%,d images of %d × %d pixels take %,d bytes; a set may take %,d: at most %,d images of this size, or these at a size of at most %d"
              .formatted(
                  images,
                  size,
                  size,
                  images * each,
                  Integer.MAX_VALUE,
                  Integer.MAX_VALUE / each,
                  (int) Math.sqrt((double) Integer.MAX_VALUE / CHANNELS / images)));
    }
    return (int) (images * each);
  }

  static void checkMemory(long bytes, long memory) throws IllegalDataException {
    if (bytes > memory) {
      throw new IllegalDataException(
          "the decoded images take %,d bytes; the memory of this machine is %,d: a smaller size or fewer images need less"
              .formatted(bytes, memory));
    }
  }

  private static long memory() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean machine
        ? machine.getTotalMemorySize()
        : Long.MAX_VALUE;
  }

  /**
   * Reads the header of every file, and decodes those that do not end as they should.
   *
   * @return what a user should know about the images
   * @throws IllegalDataException naming all files that are damaged
   */
  private static List<String> check(List<Path> files) throws IOException {
    ImageFaults faults = new ImageFaults(files);
    AtomicInteger turned = new AtomicInteger();
    ParallelFiles.each(
        0,
        files.size(),
        i ->
            faults.guard(
                i,
                file -> {
                  ImageHeader header = ImageHeader.read(file);
                  if (!header.endsWell(file)) {
                    Photograph.check(file);
                  }
                  turned.addAndGet(header.isTurned() ? 1 : 0);
                }));
    faults.check();
    return turned.get() == 0
        ? List.of()
        : List.of(
            "%,d of %,d images name a camera's orientation, which is not applied: turn them first if that matters"
                .formatted(turned.get(), files.size()));
  }

  private static void decode(
      List<Path> files, int size, ByteBuffer pixels, Consumer<String> progress) throws IOException {
    int all = files.size();
    int image = size * size * CHANNELS;
    ImageFaults faults = new ImageFaults(files);
    progress.accept("decoding %,d images, %d at a time".formatted(all, ParallelFiles.number()));
    for (int part = 0; part < TELLINGS; part++) {
      int to = (int) ((long) all * (part + 1) / TELLINGS);
      ParallelFiles.each(
          (int) ((long) all * part / TELLINGS),
          to,
          i -> faults.guard(i, file -> pixels.put(i * image, Photograph.square(file, size))));
      progress.accept("decoded %,d of %,d images".formatted(to, all));
    }
    faults.check();
  }
}
