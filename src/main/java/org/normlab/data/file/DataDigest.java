package org.normlab.data.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Digests of the bytes that data sets are read from, remembered for as long as the files do not
 * change.
 */
public final class DataDigest {
  private static final String SHA256 = "sha256:";
  private static final BoundedCache<FileStamp, String> FILES = new BoundedCache<>();
  private static final BoundedCache<Tree, String> TREES = new BoundedCache<>();

  private DataDigest() {}

  private record Tree(Path root, long state) {}

  /** The digest of one file as it lies on the disk, packed or not: what sha256sum prints for it. */
  public static String of(Path file) throws IOException {
    return FILES.get(FileStamp.of(file), () -> SHA256 + Digest.sha256Of(file));
  }

  /**
   * The digest of many files: that of the lines which sha256sum prints for them when it is called
   * in {@code root}, in the order of the files' names.
   */
  public static String of(Path root, List<Path> files) throws IOException {
    List<Path> sorted =
        files.stream().sorted((a, b) -> name(root, a).compareTo(name(root, b))).toList();
    return TREES.get(new Tree(root, FileStamp.of(sorted)), () -> read(root, sorted));
  }

  private static String name(Path root, Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  private static String read(Path root, List<Path> files) throws IOException {
    String[] lines = new String[files.size()];
    ParallelFiles.each(
        0,
        lines.length,
        i -> lines[i] = Digest.sha256Of(files.get(i)) + "  " + name(root, files.get(i)) + "\n");
    String all = String.join("", IntStream.range(0, lines.length).mapToObj(i -> lines[i]).toList());
    return ofBytes(all.getBytes(StandardCharsets.UTF_8));
  }

  public static String ofBytes(byte[] bytes) {
    return SHA256 + Digest.sha256Of(bytes);
  }
}
