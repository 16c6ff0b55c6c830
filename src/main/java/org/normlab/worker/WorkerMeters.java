package org.normlab.worker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Measures a worker: its slots, whether it takes jobs, and what its trainers report. */
@Component
@ConditionalOnProperty(name = "normlab.worker.enabled", matchIfMissing = true)
class WorkerMeters implements MeterBinder {
  private static final String SLOTS = "normlab.slots";

  private final Worker worker;
  private final AttemptRunner attempts;
  private final Claiming claiming;

  WorkerMeters(Worker worker, AttemptRunner attempts, Claiming claiming) {
    this.worker = worker;
    this.attempts = attempts;
    this.claiming = claiming;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder(SLOTS, attempts, AttemptRunner::runningCount)
        .description("Slots of this worker")
        .tag("use", "busy")
        .register(registry);
    Gauge.builder(SLOTS, this, WorkerMeters::free)
        .description("Slots of this worker")
        .tag("use", "free")
        .register(registry);
    Gauge.builder("normlab.worker.claiming", claiming, one -> one.obstacle() == null ? 1 : 0)
        .description("1 while this worker takes jobs, 0 while something keeps it from that")
        .register(registry);
  }

  private double free() {
    return worker.slots().size() - attempts.runningCount();
  }

  /** Counts what a transaction has stored of a trainer's reports. */
  static void stored(int points, long nanoseconds) {
    Counter.builder("normlab.points")
        .description("Points that trainers measured and the database has stored")
        .register(Metrics.globalRegistry)
        .increment(points);
    Timer.builder("normlab.reports.store")
        .description("Time that a transaction took which stored reports of a trainer")
        .register(Metrics.globalRegistry)
        .record(Duration.ofNanos(nanoseconds));
  }

  /** Counts a checkpoint. */
  static void checkpoint(long bytes) {
    DistributionSummary.builder("normlab.checkpoint")
        .description("Checkpoints by their size")
        .baseUnit("bytes")
        .register(Metrics.globalRegistry)
        .record((double) bytes);
  }

  /** Counts an attempt that another worker took over while this one still trained. */
  static void staleAttempt() {
    Counter.builder("normlab.attempts.stale")
        .description("Attempts whose lease was over before this worker could renew it")
        .register(Metrics.globalRegistry)
        .increment();
  }
}
