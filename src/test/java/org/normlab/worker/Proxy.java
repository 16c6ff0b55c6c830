package org.normlab.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between a worker and its database, and can cut the line. */
final class Proxy implements AutoCloseable {
  private final ServerSocket server;
  private final int target;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile boolean cut;
  private volatile boolean heldBack;

  /** Connections of an earlier age are silent. */
  private volatile int age;

  Proxy(int target) throws IOException {
    this.target = target;
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  void cut() throws IOException {
    cut = true;
    for (Socket socket : sockets) {
      socket.close();
    }
    sockets.clear();
  }

  /** Connections that exist say nothing any more, for ever, and are not closed. */
  void silence() {
    age++;
  }

  /** Whether connections are accepted that nobody ever answers. */
  void holdBack(boolean yes) {
    heldBack = yes;
  }

  void mend() {
    cut = false;
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        if (cut) {
          client.close();
          continue;
        }
        if (heldBack) {
          sockets.add(client);
          continue;
        }
        Socket database = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.addAll(List.of(client, database));
        int now = age;
        start(() -> copy(client, database, now));
        start(() -> copy(database, client, now));
      } catch (IOException e) {
        // Closed, or cut meanwhile.
      }
    }
  }

  private void copy(Socket from, Socket to, int born) {
    byte[] piece = new byte[1 << 16];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
        if (born == age) {
          out.write(piece, 0, n);
        }
      }
      // The end of a silent connection is not heard of either.
      while (born != age && !server.isClosed()) {
        Thread.sleep(100);
      }
    } catch (IOException e) {
      // The line is cut.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut();
  }
}
