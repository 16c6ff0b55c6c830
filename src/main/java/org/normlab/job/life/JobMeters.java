package org.normlab.job.life;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normlab.job.JobState;
import org.normlab.web.WhereApiIsServed;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Measures the jobs in the database: how many have each state, and how long the oldest has waited.
 * The database is asked at most once in {@link #KEPT}, however many gauges and scrapes there are.
 */
@Component
@WhereApiIsServed
class JobMeters implements MeterBinder {
  private static final Duration KEPT = Duration.ofSeconds(5);

  private final JobRepository jobs;
  private final DatabaseClock clock;
  private @Nullable Counts last;
  private long asked;

  JobMeters(JobRepository jobs, DatabaseClock clock) {
    this.jobs = jobs;
    this.clock = clock;
  }

  /** Holds what the database said. */
  private record Counts(Map<JobState, Long> jobs, double oldestSeconds) {}

  @Override
  public void bindTo(MeterRegistry registry) {
    for (JobState state : JobState.values()) {
      Gauge.builder("normlab.jobs", this, meters -> meters.count(state))
          .description("Jobs by their state")
          .tag("state", state.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
    Gauge.builder("normlab.queue.age", this, JobMeters::oldestSeconds)
        .description("Time since the oldest job was submitted that waits for a worker")
        .baseUnit("seconds")
        .register(registry);
  }

  private double count(JobState state) {
    Counts counts = counts();
    return counts == null ? Double.NaN : counts.jobs().getOrDefault(state, 0L);
  }

  private double oldestSeconds() {
    Counts counts = counts();
    return counts == null ? Double.NaN : counts.oldestSeconds();
  }

  /** Null where the database does not answer: a gauge that shows the last answer would deceive. */
  private synchronized @Nullable Counts counts() {
    long now = System.nanoTime();
    if (last == null || now - asked > KEPT.toNanos()) {
      last = read();
      asked = now;
    }
    return last;
  }

  private @Nullable Counts read() {
    try {
      Map<JobState, Long> counts = new EnumMap<>(JobState.class);
      jobs.counts().forEach(count -> counts.put(count.state(), count.jobs()));
      Instant oldest = jobs.oldestWaiting().orElse(null);
      double seconds = oldest == null ? 0 : Duration.between(oldest, clock.now()).toMillis() / 1e3;
      return new Counts(counts, seconds);
    } catch (DataAccessException | TransactionException _) {
      return null;
    }
  }
}
