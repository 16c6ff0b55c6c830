package org.normlab.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeaseTest {
  private long now = 5;
  private final Lease lease = new Lease(Duration.ofSeconds(3), Duration.ofSeconds(1), () -> now);

  private void pass(Duration time) {
    now += time.toNanos();
  }

  @Test
  void isOverWhenItIsNotRenewed() {
    pass(Duration.ofSeconds(3));
    assertThat(lease.isOver()).isFalse();
    pass(Duration.ofNanos(1));
    assertThat(lease.isOver()).isTrue();
  }

  @Test
  void countsFromBeforeTheRenewalWasAskedFor() {
    boolean cancel =
        lease.renew(
            () -> {
              pass(Duration.ofSeconds(2));
              return true;
            });
    assertThat(cancel).isTrue();
    pass(Duration.ofSeconds(2));
    assertThat(lease.isOver()).isTrue();
  }

  @Test
  void isNotRenewedByAnAttemptThatFails() {
    pass(Duration.ofSeconds(2));
    assertThat(lease.isDue()).isTrue();
    assertThatThrownBy(
            () ->
                lease.renew(
                    () -> {
                      throw new IllegalStateException("the database is away");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(lease.isDue()).isFalse();
    pass(Duration.ofSeconds(2));
    assertThat(lease.isOver()).isTrue();
  }
}
