package org.normlab.train.export;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * NumPy's npz: a zip archive with a file {@code name.npy} a tensor, stored as it is, in NumPy's
 * format 1.0. Metadata are a JSON object in the comment of the archive, which NumPy skips.
 */
public record Npz() implements WeightFormat {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int ALIGNMENT = 64;

  /** The same archive whenever it is written; earlier years take more bytes an entry. */
  private static final LocalDateTime WRITTEN = LocalDateTime.of(2000, 1, 1, 0, 0);

  private static final int LOCAL_HEADER = 30;
  private static final int DIRECTORY_ENTRY = 46;
  private static final int DIRECTORY_END = 22;
  private static final int LONGEST_COMMENT = 0xffff;

  /** The length from which on the sizes of an archive have other places. */
  private static final long LARGE = 0xffff_ffffL;

  @Override
  public String extension() {
    return "npz";
  }

  @Override
  public void write(Weights weights, Map<String, String> metadata, OutputStream out)
      throws IOException {
    // Not closed: that would close what is written to as well.
    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    zip.setComment(comment(metadata));
    for (Weights.Tensor tensor : weights.tensors()) {
      zip.putNextEntry(entry(weights, tensor));
      writeArray(weights, tensor, zip);
      zip.closeEntry();
    }
    zip.finish();
  }

  /** An archive says the checksum of what is stored before it, so that numbers are read twice. */
  private static ZipEntry entry(Weights weights, Weights.Tensor tensor) throws IOException {
    CRC32 checksum = new CRC32();
    writeArray(weights, tensor, new CheckedOutputStream(OutputStream.nullOutputStream(), checksum));
    ZipEntry entry = new ZipEntry(fileName(tensor));
    entry.setTimeLocal(WRITTEN);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(header(tensor.shape()).length + tensor.bytes());
    entry.setCrc(checksum.getValue());
    return entry;
  }

  private static void writeArray(Weights weights, Weights.Tensor tensor, OutputStream out)
      throws IOException {
    out.write(header(tensor.shape()));
    weights.copy(tensor, out);
  }

  private static String fileName(Weights.Tensor tensor) {
    return tensor.name() + ".npy";
  }

  /** Returns what stands before the numbers: a Python literal, filled up with blanks. */
  private static byte[] header(List<Long> shape) {
    String axes = shape.stream().map(size -> size + ",").collect(Collectors.joining(" "));
    String text =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (%s), }"
            .formatted(shape.size() > 1 ? axes.substring(0, axes.length() - 1) : axes);
    int bare = MAGIC.length + Short.BYTES + text.length() + 1;
    String filled = text + " ".repeat(Math.floorMod(-bare, ALIGNMENT)) + "\n";
    return ByteBuffer.allocate(MAGIC.length + Short.BYTES + filled.length())
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .putShort((short) filled.length())
        .put(filled.getBytes(StandardCharsets.US_ASCII))
        .array();
  }

  private static String comment(Map<String, String> metadata) {
    JsonObject texts = new JsonObject();
    metadata.forEach(texts::addProperty);
    String comment = texts.toString();
    return comment.getBytes(StandardCharsets.UTF_8).length > LONGEST_COMMENT ? "" : comment;
  }

  @Override
  public long length(Weights weights, Map<String, String> metadata) {
    long length = DIRECTORY_END;
    length += comment(metadata).getBytes(StandardCharsets.UTF_8).length;
    for (Weights.Tensor tensor : weights.tensors()) {
      long name = fileName(tensor).getBytes(StandardCharsets.UTF_8).length;
      long file = header(tensor.shape()).length + tensor.bytes();
      length += LOCAL_HEADER + DIRECTORY_ENTRY + 2 * name + file;
    }
    return length < LARGE ? length : -1;
  }
}
