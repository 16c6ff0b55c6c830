package org.normlab.data.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Ends a read that brings nothing for too long: the JDK's client limits the wait for an answer's
 * head, not for its body.
 */
final class SilenceGuard implements Closeable {
  private final InputStream in;
  private final Duration silence;
  private final Semaphore heard = new Semaphore(0);
  private final Thread listener;
  private volatile boolean silent;

  SilenceGuard(InputStream in, Duration silence) {
    this.in = in;
    this.silence = silence;
    listener = Thread.ofVirtual().start(this::listen);
  }

  private void listen() {
    try {
      while (heard.tryAcquire(silence.toMillis(), TimeUnit.MILLISECONDS)) {
        heard.drainPermits();
      }
      silent = true;
      in.close();
    } catch (InterruptedException | IOException _) {
      // interrupted by close(); or the stream is already closed, which is all that was wanted
    }
  }

  int read(byte[] chunk) throws IOException {
    int n;
    try {
      n = in.read(chunk);
    } catch (IOException e) {
      throw silent ? timeout() : e;
    }
    if (silent) {
      throw timeout();
    }
    heard.release();
    return n;
  }

  private HttpTimeoutException timeout() {
    return new HttpTimeoutException("no byte came for " + silence);
  }

  @Override
  public void close() {
    listener.interrupt();
  }
}
