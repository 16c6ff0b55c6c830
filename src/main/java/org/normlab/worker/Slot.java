package org.normlab.worker;

import java.util.ArrayList;
import java.util.List;
import org.normlab.trainer.Devices;

/**
 * A place for one attempt at a time.
 *
 * @param device {@code cpu} or {@code gpu:n}
 * @param threads of the trainer
 * @param memoryBytes resident memory at which the trainer is ended
 */
record Slot(String name, String device, int threads, long memoryBytes) {
  /** Less than this a trainer with PyTorch does not start in. */
  private static final long SMALLEST = 1L << 30;

  private static final double USABLE = 0.8;

  /** As many as the settings say, or as the machine carries. */
  static List<Slot> plan(WorkerSettings settings, Devices devices) {
    int count = count(settings, devices);
    int threads =
        settings.threadsPerSlot() == null
            ? Math.max(1, devices.cores() / count)
            : settings.threadsPerSlot();
    long memory =
        settings.memoryPerSlot() == null
            ? (long) (devices.memoryBytes() * USABLE / count)
            : settings.memoryPerSlot().toBytes();
    List<Slot> slots = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int gpus = devices.gpus().size();
      String device = gpus == 0 ? "cpu" : "gpu:" + i % gpus;
      slots.add(new Slot(device + "/" + i, device, threads, memory));
    }
    return List.copyOf(slots);
  }

  private static int count(WorkerSettings settings, Devices devices) {
    if (settings.slots() != null) {
      return settings.slots();
    }
    if (!devices.gpus().isEmpty()) {
      return devices.gpus().size();
    }
    long fitting = (long) (devices.memoryBytes() * USABLE) / SMALLEST;
    int threads = settings.threadsPerSlot() == null ? 1 : settings.threadsPerSlot();
    return (int) Math.max(1, Math.min(devices.cores() / threads, fitting));
  }
}
