package org.normlab.torch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Writes every program that is compiled into a folder, as the text that PyTorch reads: {@code
 * mlp-batch-2-runs-1f3a9c02.py}. The digits are a hash of the text, so that several trainers may
 * share the folder and an equal program is one file.
 *
 * @param folder made when it is not there
 */
public record ProgramDump(Path folder) {
  /** The system property of a trainer, and the setting of the service, that names the folder. */
  public static final String PROPERTY = "normlab.programs.dump";

  private static final int DIGITS = 8;

  /** The folder that {@link #PROPERTY} names; null where it is not set. */
  static @Nullable ProgramDump asAsked() {
    String folder = System.getProperty(PROPERTY);
    return folder == null ? null : new ProgramDump(Path.of(folder));
  }

  /** The file of a program, new or already there. */
  Path write(String name, String code) {
    Path file = folder.resolve(name + "-" + hash(code) + ".py");
    try {
      Files.createDirectories(folder);
      if (!Files.exists(file)) {
        Path part = Files.createTempFile(folder, name, ".part");
        Files.writeString(part, code);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      }
      return file;
    } catch (IOException e) {
      throw new UnwritableDump(
          "%s must be a folder that can be written; received %s (%s)"
              .formatted(PROPERTY, folder, e),
          e);
    }
  }

  private static String hash(String code) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
