package org.normlab.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.health.contributor.Status;

class WorkerLivenessTest {
  private final AtomicLong clock = new AtomicLong();
  private final Watchdog watchdog = new Watchdog(Duration.ofSeconds(60), clock::get);
  private final AttemptRunner training = mock();
  private final List<Object> told = new ArrayList<>();
  private final WorkerLiveness liveness =
      new WorkerLiveness(
          watchdog, training, event -> told.add(((AvailabilityChangeEvent<?>) event).getState()));

  @Test
  void theProbeFailsForAsLongAsAThreadHangs() {
    watchdog.turn("a", "attempt 1 at job j");
    liveness.check();
    assertThat(told).isEmpty();
    clock.addAndGet(Duration.ofSeconds(61).toNanos());
    liveness.check();
    liveness.check();
    assertThat(told).containsExactly(LivenessState.BROKEN);
    watchdog.turn("a", "attempt 1 at job j");
    liveness.check();
    assertThat(told).containsExactly(LivenessState.BROKEN, LivenessState.CORRECT);
    verify(training, times(4)).endThoseWithoutLease();
  }

  @Test
  void healthTellsWhy() {
    Claiming claiming = new Claiming(_ -> null);
    WorkerHealth health = new WorkerHealth(claiming, watchdog);
    assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    claiming.pause(0, "the disk is full");
    assertThat(health.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
    assertThat(health.health().getDetails()).containsValue("the disk is full");
    watchdog.turn("a", "attempt 1 at job j");
    clock.addAndGet(Duration.ofSeconds(61).toNanos());
    assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
  }
}
