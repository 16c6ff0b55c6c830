package org.normlab.job.presence;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lists the workers that could train: each worker sends a heartbeat every five seconds, and counts
 * as gone when it has been silent for 15 s. Nothing depends on it but what users are told; leases
 * decide who owns a job.
 */
@Component
public class WorkerRegistry {
  private final WorkerRepository workers;
  private final TransactionTemplate transaction;

  WorkerRegistry(WorkerRepository workers, TransactionTemplate transaction) {
    this.workers = workers;
    this.transaction = transaction;
  }

  /**
   * One worker.
   *
   * @param slots names, each for one attempt at a time
   * @param reason why it takes no jobs; null where it does
   */
  public record Worker(
      String name,
      List<String> slots,
      Instant started,
      Instant heard,
      WorkerState state,
      @Nullable String reason) {}

  /**
   * Notes that a worker is there.
   *
   * @param obstacle why it takes no jobs; null where it does
   */
  public void hear(String name, List<String> slots, @Nullable String obstacle) {
    WorkerState state = obstacle == null ? WorkerState.READY : WorkerState.PAUSED;
    String names = WorkerEntity.json(slots);
    transaction.executeWithoutResult(_ -> workers.hear(name, names, state, obstacle));
  }

  /** Forgets a worker, and all that fell silent a day ago. */
  public void leave(String name) {
    transaction.executeWithoutResult(_ -> workers.leave(name));
  }

  /** Lists the workers that were heard of lately, by their names. */
  public List<Worker> present() {
    return workers.present().stream().map(WorkerEntity::view).toList();
  }
}
