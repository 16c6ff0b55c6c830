package org.normlab.data.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Takes known members out of a tar archive: headers of 512 bytes (name at 0, size in octal at 124,
 * type at 156), contents padded to 512. Members are known by the last step of their name, and only
 * that step is used, so no name in the archive decides where a file is written.
 */
public final class Tar {
  private static final int BLOCK = 512;
  private static final int NAME_BYTES = 100;
  private static final int SIZE_AT = 124;
  private static final int SIZE_BYTES = 12;
  private static final int TYPE_AT = 156;

  private Tar() {}

  /** Writes each wanted member into the folder, verified, never half. */
  public static void extract(InputStream in, Map<String, Digest> wanted, Path folder)
      throws IOException {
    Map<String, Digest> open = new HashMap<>(wanted);
    while (!open.isEmpty()) {
      byte[] header = in.readNBytes(BLOCK);
      if (header.length < BLOCK || header[0] == 0) {
        throw new IllegalDataException("the archive ends without " + open.keySet());
      }
      long size = Long.parseLong(text(header, SIZE_AT, SIZE_BYTES), 8);
      String name = text(header, 0, NAME_BYTES);
      Digest digest = open.remove(name.substring(name.lastIndexOf('/') + 1));
      boolean file = header[TYPE_AT] == '0' || header[TYPE_AT] == 0;
      if (digest != null && file) {
        write(in, size, digest, folder.resolve(name.substring(name.lastIndexOf('/') + 1)));
      } else {
        in.skipNBytes(size);
      }
      in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
    }
  }

  private static String text(byte[] header, int from, int length) {
    return new String(header, from, length, StandardCharsets.US_ASCII).replace('\0', ' ').strip();
  }

  private static void write(InputStream in, long size, Digest digest, Path target)
      throws IOException {
    Path part = AtomicFile.part(target);
    try (OutputStream out = Files.newOutputStream(part)) {
      byte[] chunk = new byte[1 << 16];
      for (long left = size; left > 0; ) {
        int n = in.read(chunk, 0, (int) Math.min(left, chunk.length));
        if (n < 0) {
          throw new EOFException("the archive ends within " + target.getFileName());
        }
        out.write(chunk, 0, n);
        left -= n;
      }
    }
    AtomicFile.settle(part, target, digest, target.getFileName().toString());
  }
}
