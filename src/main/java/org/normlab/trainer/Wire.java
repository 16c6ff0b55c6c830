package org.normlab.trainer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Messages to lines and back. */
public final class Wire {
  /** A longer line is refused, so that a mad process cannot fill its worker's memory. */
  static final int MAX_LINE_BYTES = 16 << 20;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final InputStream in;
  private byte[] buffer = new byte[8192];
  private int begin;
  private int end;

  public Wire(InputStream in) {
    this.in = in;
  }

  /** One line, its end included. */
  public static byte[] write(Message message) {
    return (JSON.writeValueAsString(message) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  public static JsonNode tree(String json) {
    return JSON.readTree(json);
  }

  /** One line as a message. */
  public static Message parse(String line) throws NotAMessage {
    try {
      Message message = JSON.readValue(line, Message.class);
      if (message == null) {
        throw new NotAMessage(line, "null");
      }
      return message;
    } catch (JacksonException e) {
      throw new NotAMessage(line, e.getOriginalMessage());
    }
  }

  /** The next message, or null at the end of the stream. */
  public @Nullable Message read() throws IOException, NotAMessage {
    String line = line();
    return line == null ? null : parse(line);
  }

  /** The next line whatever it says, or null at the end of the stream. */
  public @Nullable String line() throws IOException, NotAMessage {
    int searched = begin;
    while (true) {
      for (; searched < end; searched++) {
        if (buffer[searched] == '\n') {
          String line = new String(buffer, begin, searched - begin, StandardCharsets.UTF_8);
          begin = searched + 1;
          return line;
        }
      }
      searched -= begin;
      if (!fill()) {
        return rest();
      }
      searched += begin;
    }
  }

  private @Nullable String rest() throws NotAMessage {
    if (begin == end) {
      return null;
    }
    String line = new String(buffer, begin, end - begin, StandardCharsets.UTF_8);
    begin = end;
    throw new NotAMessage(line, "the stream ended within a line");
  }

  private boolean fill() throws IOException, NotAMessage {
    if (end - begin >= MAX_LINE_BYTES) {
      String line = new String(buffer, begin, 1000, StandardCharsets.UTF_8);
      throw new NotAMessage(line, "a line longer than " + MAX_LINE_BYTES + " bytes");
    }
    if (begin > 0) {
      System.arraycopy(buffer, begin, buffer, 0, end - begin);
      end -= begin;
      begin = 0;
    }
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int read = in.read(buffer, end, buffer.length - end);
    end += Math.max(read, 0);
    return read >= 0;
  }
}
