package org.normlab.data.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;

/** Reads UTF-8 text code point by code point; a byte order mark at its start is skipped. */
final class CodePoints {
  private static final int BUFFER = 1 << 16;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final InputStream in;
  private final String where;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
  private final CharBuffer chars = CharBuffer.allocate(BUFFER);
  private long read;
  private boolean ended;

  private CodePoints(InputStream in, String where) {
    this.in = in;
    this.where = where;
  }

  /**
   * Hands every code point to {@code sink}.
   *
   * @throws IllegalDataException at the first byte that is not UTF-8, naming its offset
   */
  static void read(InputStream in, String where, IntConsumer sink) throws IOException {
    CodePoints points = new CodePoints(in, where);
    boolean atStart = true;
    while (!points.ended || points.bytes.hasRemaining()) {
      points.refill();
      points.decode();
      if (atStart && points.chars.hasRemaining()) {
        atStart = false;
        boolean marked = points.chars.get(points.chars.position()) == BYTE_ORDER_MARK;
        points.chars.position(points.chars.position() + (marked ? 1 : 0));
      }
      points.chars.codePoints().forEach(sink);
    }
  }

  private void refill() throws IOException {
    bytes.compact();
    int n = in.read(bytes.array(), bytes.position(), bytes.remaining());
    bytes.position(bytes.position() + Math.max(0, n)).flip();
    read += Math.max(0, n);
    ended = n < 0;
  }

  /** The decoder never parts the two halves of a surrogate pair. */
  private void decode() throws IllegalDataException {
    chars.clear();
    CoderResult result = decoder.decode(bytes, chars, ended);
    chars.flip();
    if (result.isError()) {
      throw new IllegalDataException(
          "%s is not UTF-8 text: byte %d, 0x%02x, begins no character"
              .formatted(where, read - bytes.remaining(), bytes.get(bytes.position()) & 0xff));
    }
  }
}
