package org.normlab.data;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves files on loopback, properly unless it is told to misbehave. */
public final class FileServer implements AutoCloseable {
  /** How one request is answered. */
  public interface Manner {
    void answer(HttpExchange exchange, byte[] file, int from) throws IOException;
  }

  public static final Manner WHOLE = (exchange, file, _) -> begin(exchange, file, 0).close();

  /** What was asked for, as {@code name} or {@code name bytes=5-}. */
  public final List<String> asked = new CopyOnWriteArrayList<>();

  /** How the next requests are answered; afterwards properly. */
  public final Queue<Manner> manners = new ConcurrentLinkedQueue<>();

  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  public FileServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** Puts a file there and gives its address. */
  public URI put(String name, byte[] bytes) {
    files.put(name, bytes);
    return base().resolve(name);
  }

  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public static Manner status(int status) {
    return (exchange, _, _) -> exchange.sendResponseHeaders(status, -1);
  }

  /** Cuts the line before this byte, once the bytes before it have arrived. */
  public static Manner cut(int before, Runnable arrived) {
    return (exchange, file, from) -> {
      begin(exchange, file, from, before);
      arrived.run();
    };
  }

  /** Falls silent before this byte and keeps the line open. */
  public Manner silent(int before) {
    return (exchange, file, from) -> {
      begin(exchange, file, from, before);
      silence();
    };
  }

  /** Never answers. */
  public Manner mute() {
    return (_, _, _) -> silence();
  }

  private void silence() {
    try {
      closed.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static HttpExchange begin(HttpExchange exchange, byte[] file, int from)
      throws IOException {
    return begin(exchange, file, from, file.length);
  }

  private static HttpExchange begin(HttpExchange exchange, byte[] file, int from, int to)
      throws IOException {
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, file.length - from);
    exchange.getResponseBody().write(file, from, to - from);
    exchange.getResponseBody().flush();
    return exchange;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String name = exchange.getRequestURI().getPath().substring(1);
      String range = exchange.getRequestHeaders().getFirst("Range");
      asked.add(range == null ? name : name + " " + range);
      byte[] file = files.get(name);
      int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
      Manner manner = manners.poll();
      if (manner != null) {
        manner.answer(exchange, file, from);
      } else if (file == null) {
        exchange.sendResponseHeaders(404, -1);
      } else if (from >= file.length) {
        exchange.sendResponseHeaders(416, -1);
      } else {
        begin(exchange, file, from);
      }
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.close();
  }
}
