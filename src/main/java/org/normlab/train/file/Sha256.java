package org.normlab.train.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Computes SHA-256 of files, in lower-case hexadecimal. */
public final class Sha256 {
  private static final int PIECE = 1 << 20;
  private static final int SHOWN = 12;

  private Sha256() {}

  /**
   * Hashes a whole file.
   *
   * @throws java.nio.file.NoSuchFileException where there is none
   */
  public static String of(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return of(channel);
    }
  }

  /** Hashes a whole file that is open; where the channel stands does not matter and is kept. */
  public static String of(FileChannel channel) throws IOException {
    MessageDigest digest = newDigest();
    ByteBuffer piece = ByteBuffer.allocate(PIECE);
    for (long at = 0; channel.read(piece, at) > 0; piece.clear()) {
      at += piece.position();
      digest.update(piece.flip());
    }
    return hex(digest);
  }

  public static String of(byte[] bytes) {
    return HexFormat.of().formatHex(newDigest().digest(bytes));
  }

  static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Says that a file's content is another than the one that was written. */
  public static String mismatch(String found, String stored) {
    return "its content has changed since it was written: its SHA-256 is %s…, stored is %s…"
        .formatted(start(found), start(stored));
  }

  private static String start(String hash) {
    return hash.substring(0, Math.min(SHOWN, hash.length()));
  }
}
