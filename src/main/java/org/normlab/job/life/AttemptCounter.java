package org.normlab.job.life;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import java.util.Locale;
import org.normlab.job.AttemptState;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Counts the attempts that end, by their state, once their end is committed. */
final class AttemptCounter {
  private AttemptCounter() {}

  /** Counts an attempt when the current transaction commits. */
  static void ended(AttemptState state) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            Counter.builder("normlab.attempts")
                .description("Attempts that have ended; lost ones let their lease run out")
                .tag("state", state.name().toLowerCase(Locale.ROOT))
                .register(Metrics.globalRegistry)
                .increment();
          }
        });
  }
}
