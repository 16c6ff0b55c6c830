package org.normlab.worker;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.normlab.job.presence.WorkerRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Tells every five seconds that this worker is there and whether it takes jobs. */
@Component
@ConditionalOnProperty(name = "normlab.worker.enabled", matchIfMissing = true)
class WorkerHeartbeat implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerHeartbeat.class);
  private static final long SECONDS = 5;

  private final Worker worker;
  private final WorkerRegistry workers;
  private final Watchdog watchdog;
  private final Claiming claiming;
  private @Nullable ScheduledExecutorService clock;

  WorkerHeartbeat(Worker worker, WorkerRegistry workers, Watchdog watchdog, Claiming claiming) {
    this.worker = worker;
    this.workers = workers;
    this.watchdog = watchdog;
    this.claiming = claiming;
  }

  @Override
  public void start() {
    var made =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("presence").daemon().factory());
    var _ = made.scheduleWithFixedDelay(this::tell, 0, SECONDS, TimeUnit.SECONDS);
    clock = made;
  }

  /** Tells once; a failure is not thrown, so that the heartbeat goes on. */
  void tell() {
    watchdog.turn(this, "the heartbeat");
    try {
      String obstacle = claiming.check();
      worker.lookForJobs();
      List<String> slots = worker.slots().stream().map(Slot::name).toList();
      workers.hear(worker.name(), slots, obstacle);
    } catch (DataAccessException | TransactionException e) {
      // Told again in five seconds; a database that is away is heard of where it matters.
    } catch (RuntimeException e) {
      LOG.error("the heartbeat goes on in spite of", e);
    }
  }

  @Override
  public void stop() {
    if (clock != null) {
      clock.shutdownNow();
      clock = null;
    }
    watchdog.end(this);
    try {
      workers.leave(worker.name());
    } catch (DataAccessException | TransactionException e) {
      // It is forgotten when it has been silent for long enough.
    }
  }

  @Override
  public boolean isRunning() {
    return clock != null;
  }
}
