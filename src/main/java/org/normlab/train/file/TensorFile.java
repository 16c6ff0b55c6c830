package org.normlab.train.file;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A safetensors file of which only the header is held: 8 bytes with its length, little-endian, JSON
 * with the place of each tensor, then the numbers. Needs no engine. A file that was deleted after
 * it was opened can still be read where the file system is POSIX.
 */
public final class TensorFile implements Closeable {
  private static final int PREFIX = Long.BYTES;
  private static final int LONGEST_HEADER = 100_000_000;
  private static final int PIECE = 1 << 16;

  private final Path file;
  private final FileChannel channel;
  private final List<Entry> entries;

  /**
   * Describes where a tensor lies.
   *
   * @param type as the format calls it: F32, I64 …
   * @param position of its first byte within the file
   */
  public record Entry(String name, String type, List<Long> shape, long position, long bytes) {}

  private TensorFile(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    this.entries = readHeader();
  }

  /**
   * Opens a file and reads its header.
   *
   * @throws java.nio.file.NoSuchFileException where there is none
   * @throws IOException where it is no whole safetensors file
   */
  public static TensorFile open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      return new TensorFile(file, channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private List<Entry> readHeader() throws IOException {
    long length = channel.size() < PREFIX ? -1 : read(0, PREFIX).getLong();
    if (length < 2 || length > Math.min(LONGEST_HEADER, channel.size() - PREFIX)) {
      throw broken("its header would have %d bytes".formatted(length), null);
    }
    try {
      byte[] text = read(PREFIX, (int) length).array();
      JsonObject header =
          JsonParser.parseString(new String(text, StandardCharsets.UTF_8)).getAsJsonObject();
      header.remove("__metadata__");
      List<Entry> found = new ArrayList<>();
      for (Map.Entry<String, JsonElement> one : header.entrySet()) {
        found.add(entry(one.getKey(), one.getValue(), PREFIX + length));
      }
      found.sort(Comparator.comparingLong(Entry::position));
      return found;
    } catch (RuntimeException e) {
      // What Gson throws where a part is missing or another kind of thing.
      throw broken("its header cannot be understood", e);
    }
  }

  private Entry entry(String name, JsonElement json, long data) throws IOException {
    JsonObject object = json.getAsJsonObject();
    JsonArray offsets = object.getAsJsonArray("data_offsets");
    long from = offsets.get(0).getAsLong();
    long to = offsets.get(1).getAsLong();
    if (from < 0 || to < from || to > channel.size() - data) {
      throw broken("%s would lie beyond its end".formatted(name), null);
    }
    List<Long> shape =
        object.getAsJsonArray("shape").asList().stream().map(JsonElement::getAsLong).toList();
    return new Entry(name, object.get("dtype").getAsString(), shape, data + from, to - from);
  }

  public void verify(String sha256) throws IOException {
    String found = Sha256.of(channel);
    if (!found.equals(sha256)) {
      throw new IOException("%s: %s".formatted(file, Sha256.mismatch(found, sha256)));
    }
  }

  /** Every tensor, in the order of its numbers; a header may have any. */
  public List<Entry> entries() {
    return entries;
  }

  /** The numbers of a vector of int64. */
  public long[] longs(String name) throws IOException {
    Entry entry =
        entries.stream()
            .filter(one -> one.name().equals(name))
            .filter(one -> one.type().equals("I64") && one.bytes() <= PIECE)
            .findFirst()
            .orElseThrow(() -> broken("it has no whole numbers " + name, null));
    ByteBuffer bytes = read(entry.position(), (int) entry.bytes());
    long[] values = new long[bytes.remaining() / Long.BYTES];
    bytes.asLongBuffer().get(values);
    return values;
  }

  /** Copies so many bytes of the file. */
  public void copy(long position, long bytes, OutputStream out) throws IOException {
    for (long done = 0; done < bytes; done += PIECE) {
      int length = (int) Math.min(PIECE, bytes - done);
      out.write(read(position + done, length).array(), 0, length);
    }
  }

  private ByteBuffer read(long position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw new EOFException("%s ended while it was read".formatted(file));
      }
    }
    return bytes.flip();
  }

  public IOException broken(String why, @Nullable Throwable cause) {
    return new IOException("%s is no whole checkpoint: %s".formatted(file, why), cause);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
