package org.normlab.data.file;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Does something to each of many files, a few at a time, until one fails. */
public final class ParallelFiles {
  private static final int MOST = 8;

  private ParallelFiles() {}

  /** Describes what is done to file {@code index}. */
  public interface Task {
    void at(int index) throws IOException;
  }

  public static int number() {
    return Math.min(MOST, Runtime.getRuntime().availableProcessors());
  }

  /** Runs the task for {@code from … to − 1}; of several failures the first file's is thrown. */
  public static void each(int from, int to, Task task) throws IOException {
    AtomicInteger next = new AtomicInteger(from);
    AtomicReferenceArray<@Nullable Throwable> failures = new AtomicReferenceArray<>(to - from);
    List<Thread> threads = new ArrayList<>();
    for (int w = 0; w < Math.min(number(), to - from); w++) {
      Runnable work =
          () -> {
            // Files are taken in order: when one fails, all before it are done or being done.
            for (int i = next.getAndIncrement(); i < to; i = next.getAndIncrement()) {
              try {
                task.at(i);
              } catch (IOException | RuntimeException | Error e) {
                failures.set(i - from, e);
                next.set(to);
              }
            }
          };
      threads.add(Thread.ofPlatform().daemon().name("reads images " + w).start(work));
    }
    join(threads);
    for (int i = 0; i < to - from; i++) {
      rethrow(failures.get(i));
    }
  }

  private static void join(List<Thread> threads) throws InterruptedIOException {
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("reading was interrupted");
    }
  }

  private static void rethrow(@Nullable Throwable failure) throws IOException {
    switch (failure) {
      case null -> {}
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IOException(failure);
    }
  }
}
