package org.normlab;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes a folder beside the jar from which the service starts in less than half the processor time:
 * the jar unpacked, since an AOT cache holds no classes of nested jars, and an AOT cache each for
 * the service and for trainers. {@link Launcher} starts from the folder as long as the jar and the
 * Java are those that it was made with. A jar that is unpacked already, as in the images, gets the
 * AOT caches alone.
 */
final class StartCache {
  private StartCache() {}

  /** Returns whether this process runs from a jar whose libraries are nested in it. */
  static boolean isNested() {
    return Launcher.jar().isPresent()
        && !ClassLoader.getSystemClassLoader().equals(StartCache.class.getClassLoader());
  }

  /** Runs the command {@code start-cache} and returns its exit code. */
  static int make() {
    Path jar = Launcher.jar().orElse(null);
    if (jar == null) {
      System.err.println("normlab: start-cache needs the jar; this process runs from classes");
      return 2;
    }
    try {
      if (isNested()) {
        makeBeside(jar);
      } else {
        AotCaches.record(jar, jar.resolveSibling(""));
      }
      return 0;
    } catch (IOException e) {
      System.err.println("normlab: start-cache failed: " + e);
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private static void makeBeside(Path jar) throws IOException, InterruptedException {
    Path folder = Launcher.startCache(jar);
    Path work = Files.createDirectories(folder.resolveSibling(folder.getFileName() + ".tmp"));
    try (FileChannel channel =
            FileChannel.open(
                work.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        System.out.println("Another process is making " + folder);
        return;
      }
      Path unpacked = unpack(jar, work.resolve("unpacked"));
      AotCaches.record(unpacked, folder);
      Files.writeString(
          unpacked.resolveSibling(Launcher.STAMP),
          Launcher.stamp(
              jar, Path.of(System.getProperty("java.home")), unpacked.resolveSibling("")));
      delete(folder);
      Files.move(unpacked.resolveSibling(""), folder, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      delete(work);
    }
    System.out.println("Made " + folder + ", from which later starts take less time");
  }

  private static Path unpack(Path jar, Path folder) throws IOException, InterruptedException {
    delete(folder);
    AotCaches.run(
        List.of(
            "-Djarmode=tools",
            "-jar",
            jar.toString(),
            "extract",
            "--destination",
            folder.toString()),
        folder.resolveSibling("unpack.log"));
    return Files.move(folder.resolve(jar.getFileName()), folder.resolve(Launcher.UNPACKED_JAR));
  }

  static void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
