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

  /** Says what the service takes beside its heap: classes, compiled code, threads, buffers. */
  private static final long BESIDE_HEAP = 512L << 20;

  private static final double USABLE = 0.8;

  /**
   * Plans as many slots as the settings say, or as the machine or the container carries beside the
   * service itself.
   *
   * @param heapBytes the largest heap of the service
   */
  static List<Slot> plan(WorkerSettings settings, Devices devices, long heapBytes) {
    long usable = usable(devices.memoryBytes(), heapBytes);
    int cores = settings.cores() == null ? devices.cores() : settings.cores();
    int count = count(settings, devices, cores, usable);
    int threads =
        settings.threadsPerSlot() == null ? Math.max(1, cores / count) : settings.threadsPerSlot();
    long memory =
        settings.memoryPerSlot() == null ? usable / count : settings.memoryPerSlot().toBytes();
    List<Slot> slots = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int gpus = devices.gpus().size();
      String device = gpus == 0 ? "cpu" : "gpu:" + i % gpus;
      slots.add(new Slot(device + "/" + i, device, threads, memory));
    }
    return List.copyOf(slots);
  }

  /** A part is left to the system; the service and all trainers together stay below the limit. */
  private static long usable(long memoryBytes, long heapBytes) {
    long beside = memoryBytes - heapBytes - BESIDE_HEAP;
    return Math.max(SMALLEST, Math.min((long) (memoryBytes * USABLE), beside));
  }

  private static int count(WorkerSettings settings, Devices devices, int cores, long usable) {
    if (settings.slots() != null) {
      return settings.slots();
    }
    if (!devices.gpus().isEmpty()) {
      return devices.gpus().size();
    }
    long each = settings.memoryPerSlot() == null ? SMALLEST : settings.memoryPerSlot().toBytes();
    int threads = settings.threadsPerSlot() == null ? 1 : settings.threadsPerSlot();
    return (int) Math.max(1, Math.min(cores / threads, usable / each));
  }
}
