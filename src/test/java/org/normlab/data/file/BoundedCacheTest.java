package org.normlab.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundedCacheTest {
  private final BoundedCache<String, Integer> first = new BoundedCache<>();
  private final BoundedCache<String, Integer> second = new BoundedCache<>();
  private final AtomicInteger read = new AtomicInteger();
  private final AtomicInteger reading = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  private Integer find() {
    most.accumulateAndGet(reading.incrementAndGet(), Math::max);
    // Long enough for any other reader to come in, were it let in.
    for (int i = 0; i < 1000; i++) {
      Thread.yield();
    }
    reading.decrementAndGet();
    return read.incrementAndGet();
  }

  @Test
  void readsOneFileAtATimeAndEachOnce() throws Exception {
    try (ExecutorService requests = Executors.newFixedThreadPool(8)) {
      List<Future<Integer>> answers =
          IntStream.range(0, 32)
              .mapToObj(
                  i ->
                      requests.submit(
                          () -> (i % 2 == 0 ? first : second).get("file " + i % 4, this::find)))
              .toList();
      for (Future<Integer> answer : answers) {
        answer.get(10, TimeUnit.SECONDS);
      }
    }
    assertThat(read).hasValue(4);
    assertThat(most).hasValue(1);
  }

  @Test
  void remembersWhatIsWrongWithAFile() {
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(
              () ->
                  first.get(
                      "a",
                      () -> {
                        read.incrementAndGet();
                        throw new IllegalDataException("row 7 is short");
                      }))
          .isInstanceOf(IllegalDataException.class)
          .hasMessage("row 7 is short");
    }
    assertThat(read).hasValue(1);
  }

  /** A disk that failed may be read again. */
  @Test
  void triesAgainWhatCouldNotBeRead() throws Exception {
    assertThatThrownBy(
            () ->
                first.get(
                    "a",
                    () -> {
                      throw new IOException("no");
                    }))
        .hasMessage("no");
    assertThat(first.get("a", this::find)).isEqualTo(1);
  }
}
