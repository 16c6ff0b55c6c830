package org.normlab.torch.program;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A TorchScript archive made of text alone: a stored zip with the code and a pickled object of
 * class {@code M}.
 */
final class Archive {
  /** Pickle, protocol 2: {@code __torch__.M} with {@code training = True}. */
  private static final String OBJECT =
      "\u0080\2c__torch__\nM\nq\0)\u0081}(X\10\0\0\0training\u0088ub.";

  private static final String EMPTY_TUPLE = "\u0080\2).";

  private Archive() {}

  static byte[] of(String code) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      store(zip, "m/data.pkl", OBJECT.getBytes(StandardCharsets.ISO_8859_1));
      store(zip, "m/code/__torch__.py", code.getBytes(StandardCharsets.UTF_8));
      store(zip, "m/constants.pkl", EMPTY_TUPLE.getBytes(StandardCharsets.ISO_8859_1));
      store(zip, "m/version", "3\n".getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    CRC32 checksum = new CRC32();
    checksum.update(content);
    entry.setCrc(checksum.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
