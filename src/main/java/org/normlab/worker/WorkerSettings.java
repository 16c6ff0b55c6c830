package org.normlab.worker;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code normlab.worker.*}.
 *
 * @param cores that the slots share; null: those of the machine or the container's limit
 * @param slots attempts at the same time; null: one a GPU, or as many as the cores carry
 * @param threadsPerSlot threads of a trainer; null: the cores' share
 * @param memoryPerSlot resident memory at which a trainer is ended; null: a slot's share
 * @param lease how long a silent worker keeps its job
 * @param heartbeat how often it renews the lease and learns of a cancel
 * @param maxAttempts a job whose trainer crashed so often fails
 * @param maxInterruptions a job whose workers were lost or stopped so often without a checkpoint
 *     between fails
 */
@ConfigurationProperties("normlab.worker")
record WorkerSettings(
    @DefaultValue("true") boolean enabled,
    @Nullable Integer cores,
    @Nullable Integer slots,
    @Nullable Integer threadsPerSlot,
    @Nullable DataSize memoryPerSlot,
    @DefaultValue("PT30S") Duration lease,
    @DefaultValue("PT1S") Duration heartbeat,
    @DefaultValue("PT60S") Duration checkpointEvery,
    @DefaultValue("3") int maxAttempts,
    @DefaultValue("20") int maxInterruptions) {

  WorkerSettings {
    require(cores == null || cores >= 1, "cores must be at least 1", cores);
    require(slots == null || slots >= 1, "slots must be at least 1", slots);
    require(
        threadsPerSlot == null || threadsPerSlot >= 1,
        "threads-per-slot must be at least 1",
        threadsPerSlot);
    require(
        memoryPerSlot == null || memoryPerSlot.toMegabytes() >= 1,
        "memory-per-slot must be at least 1MB",
        memoryPerSlot);
    require(heartbeat.isPositive(), "heartbeat must be positive", heartbeat);
    require(
        lease.compareTo(heartbeat.multipliedBy(2)) > 0,
        "lease must be more than two heartbeats of " + heartbeat,
        lease);
    require(checkpointEvery.isPositive(), "checkpoint-every must be positive", checkpointEvery);
    require(maxAttempts >= 1, "max-attempts must be at least 1", maxAttempts);
    require(maxInterruptions >= 1, "max-interruptions must be at least 1", maxInterruptions);
  }

  private static void require(boolean holds, String rule, @Nullable Object received) {
    if (!holds) {
      throw new IllegalArgumentException("normlab.worker." + rule + "; received " + received);
    }
  }
}
