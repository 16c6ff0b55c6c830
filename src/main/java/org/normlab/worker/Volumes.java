package org.normlab.worker;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normlab.storage.StorageLayout;

/** Tries whether a worker can write where its trainings must, by writing. */
final class Volumes {
  /** At least this many bytes are written by a trial. */
  private static final int FEWEST_BYTES = 1 << 16;

  private static final int MOST_BYTES = 1 << 26;
  private static final int PIECE = 1 << 16;

  /** Says what users know a folder as, by folder. */
  private final Map<Path, String> folders = new LinkedHashMap<>();

  private Volumes() {}

  static Volumes of(StorageLayout home) {
    Volumes volumes = new Volumes();
    volumes.folders.put(home.artifactRoot(), "normlab.artifacts");
    volumes.folders.putIfAbsent(home.folder(), "normlab.home");
    if (home.data().download()) {
      volumes.folders.putIfAbsent(home.dataHome().folder(), "normlab.data.dir");
    }
    volumes.folders.putIfAbsent(
        Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath(),
        "the folder of temporary files");
    return volumes;
  }

  /**
   * Writes to each folder, and deletes what it wrote.
   *
   * @param bytes as many must fit beside what is there
   * @return what cannot be written to and why; null where all can
   */
  @Nullable String failure(long bytes) {
    for (Map.Entry<Path, String> one : folders.entrySet()) {
      try {
        write(one.getKey(), bytes);
      } catch (IOException e) {
        return "%s cannot be written to: %s".formatted(one.getValue(), reason(e));
      }
    }
    return null;
  }

  private static void write(Path folder, long bytes) throws IOException {
    Files.createDirectories(folder);
    Path file = Files.createTempFile(folder, ".normlab-probe-", ".tmp");
    try {
      if (Files.getFileStore(folder).getUsableSpace() < bytes) {
        throw new IOException("less than %,d bytes are free".formatted(bytes));
      }
      byte[] piece = new byte[PIECE];
      try (OutputStream out = Files.newOutputStream(file)) {
        long enough = Math.min(MOST_BYTES, Math.max(FEWEST_BYTES, bytes));
        for (long written = 0; written < enough; written += PIECE) {
          out.write(piece);
        }
      }
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    boolean bare = message == null || message.startsWith("/");
    return bare ? e.getClass().getSimpleName() : String.valueOf(message);
  }
}
