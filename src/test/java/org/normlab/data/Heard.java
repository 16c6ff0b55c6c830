package org.normlab.data;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Hears the sentences of progress, and lets others wait for one. */
public final class Heard implements Consumer<String> {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final List<String> sentences = new ArrayList<>();

  @Override
  public synchronized void accept(String sentence) {
    sentences.add(sentence);
    notifyAll();
  }

  public synchronized List<String> sentences() {
    return List.copyOf(sentences);
  }

  public synchronized void await(String part) {
    long until = System.nanoTime() + PATIENCE_NANOS;
    try {
      while (sentences.stream().noneMatch(sentence -> sentence.contains(part))) {
        long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        if (left <= 0) {
          throw new AssertionError("nobody said \"" + part + "\", only " + sentences);
        }
        wait(left);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
