package org.normlab.worker;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Ends trainers whose lease cannot be renewed, though their worker's thread hangs, and makes the
 * liveness probe fail for as long as one hangs, so that a supervisor starts the process anew.
 */
@Component
@ConditionalOnProperty(name = "normlab.worker.enabled", matchIfMissing = true)
class WorkerLiveness implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerLiveness.class);

  private final Watchdog watchdog;
  private final AttemptRunner training;
  private final ApplicationEventPublisher events;
  private boolean broken;
  private @Nullable ScheduledExecutorService clock;

  WorkerLiveness(Watchdog watchdog, AttemptRunner training, ApplicationEventPublisher events) {
    this.watchdog = watchdog;
    this.training = training;
    this.events = events;
  }

  @Override
  public void start() {
    var made =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("watchdog").daemon().factory());
    var _ = made.scheduleWithFixedDelay(this::check, 1, 1, TimeUnit.SECONDS);
    clock = made;
  }

  void check() {
    training.endThoseWithoutLease();
    String hanging = watchdog.hanging();
    if (hanging.isEmpty() == broken) {
      broken = !broken;
      if (broken) {
        LOG.error("{}; the liveness probe fails until it goes on", hanging);
      } else {
        LOG.warn("all threads of the worker go on");
      }
      AvailabilityChangeEvent.publish(
          events, this, broken ? LivenessState.BROKEN : LivenessState.CORRECT);
    }
  }

  @Override
  public void stop() {
    if (clock != null) {
      clock.shutdownNow();
      clock = null;
    }
  }

  @Override
  public boolean isRunning() {
    return clock != null;
  }
}
