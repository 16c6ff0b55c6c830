package org.normlab.job.presence;

import org.normlab.job.life.Store;

/** Makes the presence of workers for tests. */
public final class PresenceOf {
  private PresenceOf() {}

  public static WorkerRegistry store(Store store) {
    return new WorkerRegistry(store.entities.repository(WorkerRepository.class), store.transaction);
  }
}
