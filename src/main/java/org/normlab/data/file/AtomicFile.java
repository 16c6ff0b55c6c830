package org.normlab.data.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that are there whole or not at all: written under another name, verified, then renamed. */
final class AtomicFile {
  private AtomicFile() {}

  /** Returns where a file stands while it is written. */
  static Path part(Path target) {
    return target.resolveSibling(target.getFileName() + ".part");
  }

  /** Verifies the written bytes, brings them to disk and gives them their name. */
  static void settle(Path part, Path target, Digest digest, String origin) throws IOException {
    digest.check(part, origin);
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
  }
}
