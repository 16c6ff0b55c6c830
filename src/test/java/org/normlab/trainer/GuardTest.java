package org.normlab.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GuardTest {
  private long now = 5;
  private boolean parentAlive = true;
  private final Guard guard = new Guard(() -> now, () -> parentAlive);

  @Test
  void needsNoLeaseWhileNothingIsTrained() {
    now += Duration.ofDays(1).toNanos();
    assertThat(guard.verdict()).isEmpty();
  }

  @Test
  void endsTheProcessWhenTheLeaseIsNotRenewed() {
    guard.begin(Duration.ofSeconds(3));
    now += Duration.ofSeconds(3).toNanos();
    assertThat(guard.verdict()).isEmpty();
    now++;
    assertThat(guard.verdict()).hasValue(Guard.LEASE_EXPIRED);
  }

  @Test
  void goesOnWhileTheLeaseIsRenewed() {
    guard.begin(Duration.ofSeconds(3));
    for (int i = 0; i < 5; i++) {
      now += Duration.ofSeconds(2).toNanos();
      guard.renew();
    }
    assertThat(guard.verdict()).isEmpty();
  }

  @Test
  void takesNoRenewalAfterTheEnd() {
    guard.begin(Duration.ofSeconds(3));
    now += Duration.ofSeconds(4).toNanos();
    guard.renew();
    assertThat(guard.verdict()).hasValue(Guard.LEASE_EXPIRED);
  }

  @Test
  void restsBetweenTwoAttempts() {
    guard.begin(Duration.ofSeconds(3));
    guard.rest();
    now += Duration.ofSeconds(4).toNanos();
    guard.renew();
    assertThat(guard.verdict()).isEmpty();
    guard.begin(Duration.ofSeconds(3));
    assertThat(guard.verdict()).isEmpty();
  }

  @Test
  void endsTheProcessWhenItsWorkerDied() {
    parentAlive = false;
    assertThat(guard.verdict()).hasValue(Guard.PARENT_DIED);
  }
}
