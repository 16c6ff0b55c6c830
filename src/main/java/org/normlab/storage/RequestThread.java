package org.normlab.storage;

/**
 * Marks the threads that serve requests: they take their connections to the database from a pool of
 * their own, so that no load of requests keeps a worker from its heartbeat, or health from an
 * answer.
 */
public final class RequestThread {
  private static final ThreadLocal<Boolean> SERVING = ThreadLocal.withInitial(() -> false);

  private RequestThread() {}

  /** Work that may throw what a filter of requests may. */
  public interface Work<X extends Exception, Y extends Exception> {
    void run() throws X, Y;
  }

  /** Runs the work as that of a request. */
  public static <X extends Exception, Y extends Exception> void run(Work<X, Y> work) throws X, Y {
    SERVING.set(true);
    try {
      work.run();
    } finally {
      SERVING.remove();
    }
  }

  static boolean isCurrent() {
    return SERVING.get();
  }
}
