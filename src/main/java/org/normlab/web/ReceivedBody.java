package org.normlab.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpStatus;

/**
 * The body of a request as it was received before a handler runs: its first bytes, one more than a
 * body may have; the rest is read and dropped, so that its sender hears why it is refused.
 */
final class ReceivedBody implements AutoCloseable {
  private static final int CHUNK = 1 << 16;
  private static final long MOST_DROPPED = 64L << 20;

  /** All bodies that are in memory at the same time take an eighth of the heap at most. */
  private static final Semaphore CHUNKS =
      new Semaphore((int) Math.min(1 << 16, Runtime.getRuntime().maxMemory() / 8 / CHUNK));

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream(0);
  private final long deadline;
  private final Duration timeout;
  private int chunks;

  private ReceivedBody(Duration timeout) {
    this.timeout = timeout;
    deadline = System.nanoTime() + timeout.toNanos();
  }

  /**
   * Reads a body.
   *
   * @throws Refusal 408 where it does not arrive in time as a whole, 503 where no memory is left
   */
  static ReceivedBody read(HttpServletRequest request, Duration timeout) throws IOException {
    ReceivedBody body = new ReceivedBody(timeout);
    if (request.getContentLengthLong() == 0
        || (request.getContentLengthLong() < 0 && request.getHeader("Transfer-Encoding") == null)) {
      return body;
    }
    try {
      body.read(request.getInputStream());
      return body;
    } catch (IOException | RuntimeException e) {
      body.close();
      if (NestedExceptionUtils.getMostSpecificCause(e) instanceof SocketTimeoutException) {
        throw body.late();
      }
      throw e;
    }
  }

  private void read(InputStream in) throws IOException {
    byte[] buffer = new byte[CHUNK / 8];
    long received = 0;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      received += n;
      keep(buffer, Math.min(n, Body.LIMIT + 1 - kept.size()));
      if (received > Body.LIMIT + MOST_DROPPED) {
        return;
      }
      if (System.nanoTime() - deadline > 0) {
        throw late();
      }
    }
  }

  private void keep(byte[] bytes, int count) {
    while (kept.size() + count > (long) chunks * CHUNK) {
      if (!CHUNKS.tryAcquire()) {
        throw Refusal.busy("the bodies of other requests take the memory that there is for them");
      }
      chunks++;
    }
    kept.write(bytes, 0, count);
  }

  private Refusal late() {
    return new Refusal(
        HttpStatus.REQUEST_TIMEOUT,
        "a body must arrive within %s as a whole; %,d bytes of this one did"
            .formatted(timeout, kept.size()));
  }

  /** Returns the request with this body. */
  HttpServletRequest of(HttpServletRequest request) {
    return new HttpServletRequestWrapper(request) {
      private final ServletInputStream in = new Stream(kept.toByteArray());

      @Override
      public ServletInputStream getInputStream() {
        return in;
      }

      @Override
      public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      }
    };
  }

  @Override
  public void close() {
    CHUNKS.release(chunks);
    chunks = 0;
  }

  private static final class Stream extends ServletInputStream {
    private final ByteArrayInputStream bytes;

    Stream(byte[] bytes) {
      this.bytes = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] to, int from, int length) {
      return bytes.read(to, from, length);
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new IllegalStateException("bodies are read before a handler runs");
    }
  }
}
