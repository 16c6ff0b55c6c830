package org.normlab.torch.program;

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
 * share the folder and an equal program is one file. Beside it are the archive that PyTorch loads,
 * {@code .ts}, and its first calls ({@link RecordedCalls}).
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

  /** Writes a program, unless it is there already, and answers its file. */
  Path write(String name, String code) {
    Path file = folder.resolve(name + "-" + hash(code) + ".py");
    try {
      Files.createDirectories(folder);
      store(file, code.getBytes(StandardCharsets.UTF_8));
      store(folder.resolve(name + "-" + hash(code) + ".ts"), Archive.of(code));
      return file;
    } catch (IOException e) {
      throw new UnwritableDump(
          "%s must be a folder that can be written; received %s (%s)"
              .formatted(PROPERTY, folder, e),
          e);
    }
  }

  private void store(Path file, byte[] content) throws IOException {
    if (!Files.exists(file)) {
      Path part = Files.createTempFile(folder, "program", ".part");
      Files.write(part, content);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
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
