package org.normlab.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WatchdogTest {
  private final AtomicLong clock = new AtomicLong();
  private final Watchdog watchdog = new Watchdog(Duration.ofSeconds(60), clock::get);

  private void pass(long seconds) {
    clock.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }

  @Test
  void aThreadThatComesBackInTimeDoesNotHang() {
    watchdog.turn("a", "attempt 1 at job j");
    pass(60);
    assertThat(watchdog.hanging()).isEmpty();
    watchdog.turn("a", "attempt 1 at job j");
    pass(60);
    assertThat(watchdog.hanging()).isEmpty();
  }

  @Test
  void namesWhatHangsAndForHowLong() {
    watchdog.turn("a", "attempt 1 at job j");
    watchdog.turn("b", "the heartbeat");
    pass(61);
    watchdog.turn("b", "the heartbeat");
    assertThat(watchdog.hanging())
        .contains("attempt 1 at job j has made no progress for 61 s, in ")
        .doesNotContain("heartbeat");
  }

  @Test
  void whatHasEndedDoesNotHang() {
    watchdog.turn("a", "attempt 1 at job j");
    watchdog.end("a");
    pass(1000);
    assertThat(watchdog.hanging()).isEmpty();
  }
}
