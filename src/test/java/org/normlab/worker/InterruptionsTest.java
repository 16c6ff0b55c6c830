package org.normlab.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normlab.job.Attempt;
import org.normlab.job.AttemptState;
import org.normlab.job.Claim;

class InterruptionsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static Attempt attempt(int number, AttemptState state) {
    Instant ended = state == AttemptState.RUNNING ? null : START.plusSeconds(number);
    return new Attempt(
        new Claim("j", number),
        "w",
        "cpu/0",
        state,
        null,
        null,
        START,
        ended,
        START.plusSeconds(60),
        "1",
        null);
  }

  private static Interruptions lost(int times) {
    return Interruptions.of(
        IntStream.rangeClosed(1, times).mapToObj(i -> attempt(i, AttemptState.LOST)).toList(), 0);
  }

  @ParameterizedTest
  @CsvSource({"1,0", "2,1", "3,2", "4,4", "10,256", "11,300", "20,300", "1000,300"})
  void eachWaitsTwiceAsLongAsTheOneBeforeButNotForEver(int times, long seconds) {
    Interruptions interruptions = lost(times);
    assertThat(interruptions.inARow()).isEqualTo(times);
    assertThat(Duration.between(interruptions.last(), interruptions.nextAttempt()))
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void aJobThatWasNotInterruptedWaitsForNothing() {
    assertThat(lost(0).nextAttempt()).isBefore(START);
    Interruptions crashed = Interruptions.of(List.of(attempt(1, AttemptState.FAILED)), 0);
    assertThat(crashed.inARow()).isZero();
  }

  @Test
  void countsAnewAfterAnAttemptThatWroteACheckpoint() {
    List<Attempt> attempts =
        List.of(
            attempt(1, AttemptState.LOST),
            attempt(2, AttemptState.STOPPED),
            attempt(3, AttemptState.FAILED),
            attempt(4, AttemptState.STOPPED));
    assertThat(Interruptions.of(attempts, 0).inARow()).isEqualTo(3);
    assertThat(Interruptions.of(attempts, 1).inARow()).isEqualTo(2);
    assertThat(Interruptions.of(attempts, 4).inARow()).isZero();
  }

  @Test
  void aSilentWorkersAttemptEndsWithItsLease() {
    Interruptions silent =
        Interruptions.of(
            List.of(attempt(1, AttemptState.LOST), attempt(2, AttemptState.RUNNING)), 0);
    assertThat(silent.inARow()).isEqualTo(2);
    assertThat(silent.nextAttempt()).isEqualTo(START.plusSeconds(61));
  }
}
