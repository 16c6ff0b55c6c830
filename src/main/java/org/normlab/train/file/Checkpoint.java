package org.normlab.train.file;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.normlab.torch.program.KernelFailure;

/**
 * A checkpoint file: safetensors, written under a temporary name, forced to disk, then renamed, so
 * that a file under its final name is whole. The attempt is part of the name: an older attempt
 * cannot overwrite a newer one's.
 */
public record Checkpoint(Path file, String sha256, long bytes) {

  public static Checkpoint write(Path folder, int attempt, int group, long step, NDList arrays)
      throws TrainingFailed {
    String name = "group-%d-step-%d.safetensors".formatted(group, step);
    return write(folder(folder, attempt), name, arrays, "the checkpoint");
  }

  /** Returns where an attempt at a job writes. */
  public static Path folder(Path ofJob, int attempt) {
    return ofJob.resolve("attempt-" + attempt);
  }

  /**
   * Writes any file of arrays as checkpoints are written.
   *
   * @param what the user knows the file as
   */
  public static Checkpoint write(Path own, String name, NDList arrays, String what)
      throws TrainingFailed {
    Path file = own.resolve(name);
    Path draft = own.resolve(file.getFileName() + ".part");
    try {
      Files.createDirectories(own, ownerOnly(own, "rwx------"));
      String digest = write(draft, arrays);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      force(own);
      return new Checkpoint(file, digest, Files.size(file));
    } catch (IOException e) {
      deleteQuietly(draft);
      throw new CannotWrite(unwritten(what, file, e), bytes(arrays), e);
    } catch (ai.djl.engine.EngineException e) {
      deleteQuietly(draft);
      throw new TrainingFailed(unwritten(what, file, e), e);
    }
  }

  private static String unwritten(String what, Path file, Exception e) {
    return "%s %s could not be written: %s".formatted(what, file, reason(e));
  }

  private static long bytes(NDList arrays) {
    return arrays.stream().mapToLong(a -> a.size() * a.getDataType().getNumOfBytes()).sum();
  }

  private static String write(Path draft, NDList arrays) throws IOException {
    MessageDigest digest = Sha256.newDigest();
    try (FileChannel channel =
            FileChannel.open(
                draft,
                Set.of(
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE),
                ownerOnly(draft, "rw-------"));
        OutputStream out =
            new BufferedOutputStream(
                new DigestOutputStream(Channels.newOutputStream(channel), digest), 1 << 20)) {
      arrays.encode(out, NDList.Encoding.SAFETENSORS);
      out.flush();
      channel.force(true);
    }
    return Sha256.hex(digest);
  }

  /** Rights of a file that is made, where the file system knows them. */
  private static FileAttribute<?>[] ownerOnly(Path path, String permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /** Makes the rename durable; some file systems do not let a folder be opened for that. */
  private static void force(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // The file itself is on disk; after a crash of the machine the previous checkpoint may show
      // instead.
    }
  }

  private static void deleteQuietly(Path draft) {
    try {
      Files.deleteIfExists(draft);
    } catch (IOException e) {
      // A draft is never read.
    }
  }

  public static String reason(Exception e) {
    String message = e instanceof KernelFailure failure ? failure.summary() : e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  /** Describes what a file holds, by name. */
  public record Contents(Path file, Map<String, NDArray> arrays) {
    public NDArray get(String name) throws TrainingFailed {
      NDArray array = arrays.get(name);
      if (array == null) {
        throw new TrainingFailed("the checkpoint %s has no %s".formatted(file, name));
      }
      return array;
    }
  }

  /** Reads a file; its arrays belong to {@code scope}. */
  public static Contents read(Path file, NDManager scope) throws TrainingFailed {
    try (var in = Files.newInputStream(file)) {
      Map<String, NDArray> arrays = new LinkedHashMap<>();
      NDList.decode(scope, in).forEach(array -> arrays.put(array.getName(), array));
      return new Contents(file, arrays);
    } catch (IOException | RuntimeException e) {
      throw new TrainingFailed(
          "the checkpoint %s cannot be read: %s".formatted(file, reason(e)), e);
    }
  }
}
