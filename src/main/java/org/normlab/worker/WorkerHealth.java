package org.normlab.worker;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Tells {@code /actuator/health} whether the worker takes jobs and all of its threads move. */
@Component("workerHealthIndicator")
@ConditionalOnProperty(name = "normlab.worker.enabled", matchIfMissing = true)
class WorkerHealth implements HealthIndicator {
  private static final String REASON = "reason";

  private final Claiming claiming;
  private final Watchdog watchdog;

  WorkerHealth(Claiming claiming, Watchdog watchdog) {
    this.claiming = claiming;
    this.watchdog = watchdog;
  }

  @Override
  public Health health() {
    String hanging = watchdog.hanging();
    if (!hanging.isEmpty()) {
      return Health.down().withDetail(REASON, hanging).build();
    }
    String obstacle = claiming.obstacle();
    return obstacle == null
        ? Health.up().build()
        : Health.outOfService().withDetail(REASON, obstacle).build();
  }
}
