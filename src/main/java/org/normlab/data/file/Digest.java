package org.normlab.data.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Describes what a file's bytes must hash to. */
public record Digest(String algorithm, String hex) {
  public static Digest sha256(String hex) {
    return new Digest("SHA-256", hex);
  }

  /**
   * Creates an MD5 digest, for files of which nothing better is published: it guards against
   * damage, not against malice.
   */
  public static Digest md5(String hex) {
    return new Digest("MD5", hex);
  }

  /** Refuses and removes a file that hashes to something else. */
  void check(Path file, String origin) throws IOException {
    String received = of(file);
    if (!received.equals(hex)) {
      Files.delete(file);
      throw new IllegalDataException(
          "%s: asked for %s %s; received %s. The file was removed"
              .formatted(origin, algorithm, hex, received));
    }
  }

  /** The SHA-256 of a file in lower-case hexadecimal. */
  static String sha256Of(Path file) throws IOException {
    return sha256("").of(file);
  }

  /** The SHA-256 of some bytes in lower-case hexadecimal. */
  static String sha256Of(byte[] bytes) {
    return HexFormat.of().formatHex(sha256("").start().digest(bytes));
  }

  private MessageDigest start() {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK knows " + algorithm, e);
    }
  }

  private String of(Path file) throws IOException {
    MessageDigest digest = start();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] chunk = new byte[1 << 16];
      for (int n = in.read(chunk); n > 0; n = in.read(chunk)) {
        digest.update(chunk, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
