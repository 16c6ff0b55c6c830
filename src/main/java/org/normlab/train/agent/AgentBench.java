package org.normlab.train.agent;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.normlab.torch.Torch;
import org.normlab.train.ControlSpec;

/**
 * Times agents on the path that jobs take. Timed: environments, drawing, the replay, acting and
 * updates. Not timed: compiling and warm-up.
 */
public final class AgentBench {
  private AgentBench() {}

  /**
   * Describes what was measured, over all runs.
   *
   * @param cpuSeconds processor time of the whole process
   * @param quietSeconds of the fastest tenth of the sweeps, in processor time of this thread, for
   *     as many sweeps as were timed
   */
  public record Figures(
      long steps,
      long updates,
      double seconds,
      double cpuSeconds,
      double quietSeconds,
      double returned) {}

  /** Takes {@code warmup} steps of each run, then times {@code steps} more. */
  public static Figures measure(
      ControlSpec spec, int threads, String device, long warmup, long steps) {
    try (Torch torch = Torch.open(device, threads);
        AgentLoop loop = AgentLoop.of(spec, 0, spec.runs(), torch)) {
      while (loop.steps() < warmup) {
        loop.sweep();
      }
      takeReturn(spec, loop);
      long updates = loop.updates();
      long first = loop.steps();
      double cpu = cpuSeconds();
      long start = System.nanoTime();
      double[] sweeps = sweeps(loop, (int) (steps / spec.environment().environments()));
      double seconds = (System.nanoTime() - start) / 1e9;
      int runs = spec.runs().size();
      return new Figures(
          (loop.steps() - first) * runs,
          (loop.updates() - updates) * runs,
          seconds,
          cpuSeconds() - cpu,
          sweeps[sweeps.length / 10] * sweeps.length,
          takeReturn(spec, loop));
    }
  }

  /** Processor seconds of this thread for each sweep, from the least. */
  private static double[] sweeps(AgentLoop loop, int count) {
    double[] seconds = new double[count];
    for (int i = 0; i < count; i++) {
      long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      loop.sweep();
      seconds[i] = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
    }
    Arrays.sort(seconds);
    return seconds;
  }

  private static double takeReturn(ControlSpec spec, AgentLoop loop) {
    double sum = 0;
    for (int run = 0; run < spec.runs().size(); run++) {
      sum += loop.takeEpisodes(run).meanReturn();
    }
    return sum / spec.runs().size();
  }

  private static double cpuSeconds() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }
}
