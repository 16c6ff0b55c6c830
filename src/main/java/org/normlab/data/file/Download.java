package org.normlab.data.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Fetches one file: into {@code .part}, from where an earlier try ended (HTTP range), verified,
 * then renamed. A cut or silent connection is taken up again as long as a try brings new bytes.
 *
 * @param silence how long a connection may bring nothing
 * @param pause before a connection is taken up again
 */
public record Download(URI address, Digest digest, Duration silence, Duration pause) {
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int SERVER_ERROR = 500;
  private static final int FRUITLESS_TRIES = 3;

  /** Progress is told so often in a download, or every so many bytes of one of unknown length. */
  private static final int STEPS = 20;

  private static final long UNKNOWN_STEP = 5_000_000;
  private static final double MEGABYTE = 1e6;

  /** An answer that trying again does not change. */
  private static final class Refusal extends IOException {
    Refusal(String message) {
      super(message);
    }
  }

  public Download(URI address, Digest digest) {
    this(address, digest, Duration.ofSeconds(60), Duration.ofSeconds(2));
  }

  public void into(Path target, Consumer<String> progress) throws IOException {
    Path part = AtomicFile.part(target);
    HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(silence)
            .build();
    try {
      for (int fruitless = 0; ; Thread.sleep(pause)) {
        long before = size(part);
        String fault = attempt(client, part, progress);
        if (fault == null) {
          AtomicFile.settle(part, target, digest, address.toString());
          return;
        }
        fruitless = size(part) > before ? 0 : fruitless + 1;
        if (fruitless == FRUITLESS_TRIES) {
          throw new IOException(givenUp(part, fault));
        }
        progress.accept(address + ": " + fault + "; trying again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("download interrupted").initCause(e);
    } finally {
      client.shutdownNow();
    }
  }

  private String givenUp(Path part, String fault) throws IOException {
    String kept = size(part) == 0 ? "" : "; what came before is kept in " + part;
    return "%s brought nothing new in %d tries, in the last: %s%s"
        .formatted(address, FRUITLESS_TRIES, fault, kept);
  }

  /** Null when all bytes are there, else why not. */
  private @Nullable String attempt(HttpClient client, Path part, Consumer<String> progress)
      throws IOException, InterruptedException {
    try {
      fetch(client, part, progress);
      return null;
    } catch (Refusal e) {
      throw e;
    } catch (IOException e) {
      return e.toString();
    }
  }

  private void fetch(HttpClient client, Path part, Consumer<String> progress)
      throws IOException, InterruptedException {
    long have = size(part);
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(silence);
    if (have > 0) {
      request.header("Range", "bytes=" + have + "-");
    }
    HttpResponse<InputStream> answer = client.send(request.build(), BodyHandlers.ofInputStream());
    try (InputStream in = answer.body()) {
      int status = answer.statusCode();
      if (status == RANGE_NOT_SATISFIABLE && have > 0) {
        return; // nothing is left to fetch; the digest tells whether that is true
      }
      if (status != OK && status != PARTIAL) {
        String told = address + " answered " + status;
        throw status >= SERVER_ERROR ? new IOException(told) : new Refusal(told);
      }
      long from = status == PARTIAL ? have : 0;
      long length = answer.headers().firstValueAsLong("Content-Length").orElse(-1);
      try (OutputStream out = from > 0 ? append(part) : Files.newOutputStream(part);
          SilenceGuard guard = new SilenceGuard(in, silence)) {
        copy(guard, out, from, length < 0 ? -1 : from + length, progress);
      }
    }
  }

  private void copy(
      SilenceGuard in, OutputStream out, long from, long total, Consumer<String> progress)
      throws IOException {
    byte[] chunk = new byte[1 << 16];
    long step = total < 0 ? UNKNOWN_STEP : Math.max(1, total / STEPS);
    long have = from;
    for (int n = in.read(chunk); n > 0; n = in.read(chunk)) {
      out.write(chunk, 0, n);
      if ((have + n) / step > have / step) {
        progress.accept(told(have + n, total));
      }
      have += n;
    }
  }

  private String told(long have, long total) {
    return total < 0
        ? "%s: %.1f MB".formatted(address, have / MEGABYTE)
        : "%s: %.1f of %.1f MB (%d %%)"
            .formatted(address, have / MEGABYTE, total / MEGABYTE, 100 * have / total);
  }

  private static OutputStream append(Path part) throws IOException {
    return Files.newOutputStream(part, StandardOpenOption.APPEND);
  }

  private static long size(Path part) throws IOException {
    return Files.exists(part) ? Files.size(part) : 0;
  }
}
