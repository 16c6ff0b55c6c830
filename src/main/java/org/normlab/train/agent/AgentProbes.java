package org.normlab.train.agent;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.normlab.net.Network;
import org.normlab.net.Probing;
import org.normlab.torch.Kernel;
import org.normlab.torch.Seeds;
import org.normlab.torch.Torch;
import org.normlab.torch.program.Program;
import org.normlab.train.ControlSpec;
import org.normlab.train.Probe;
import org.normlab.train.device.ProbeReading;
import org.normlab.train.device.Probes;
import org.normlab.train.device.Rates;
import org.normlab.train.step.ProbeText;

/**
 * Looks into the networks of agents every so many environment steps, by a program of its own: the
 * one by which they act and learn is as it is without, and nothing that it works on is changed.
 */
final class AgentProbes implements AutoCloseable {
  /** The number of samples of each run in a look; all, where there are fewer. */
  static final int MOST = 512;

  private final Torch torch;
  private final long every;
  private final long before;
  private final long[] seeds;
  private final int calls;
  private final Rates rates;
  private final ProbeReading reading;
  private final Program program;

  /** Finds the row of a run's sample, from 0, among those of all runs. */
  @FunctionalInterface
  interface Rows {
    long of(int run, int sample);
  }

  private AgentProbes(
      ControlSpec spec,
      Probe probe,
      int visit,
      long[] seeds,
      int calls,
      Rates rates,
      Network network,
      List<Kernel> learning,
      Torch torch) {
    this.torch = torch;
    this.seeds = seeds;
    this.calls = calls;
    this.rates = rates;
    every = probe.every();
    before = visit * spec.visitSteps();
    Probing probing = spec.probing(spec.samples(), seeds.length);
    reading = new ProbeReading(network.parameters(), spec.optimizer(), probing.observations());
    program =
        torch.compile(
            "agent-%d-runs-probe".formatted(seeds.length),
            ProbeText.methods(spec.agent()),
            ProbeText.ofAgents(network, probing, learning));
  }

  /**
   * Creates what looks into networks; null where nobody asked for it.
   *
   * @param seeds {@code [R]}, of the visit
   * @param calls how many networks a look calls
   * @param learning the kernels that agents call beside their network where they learn
   */
  static @Nullable AgentProbes of(
      ControlSpec spec,
      int visit,
      long[] seeds,
      int calls,
      Rates rates,
      Network network,
      List<Kernel> learning,
      Torch torch) {
    Probe probe = spec.probe();
    return probe == null
        ? null
        : new AgentProbes(spec, probe, visit, seeds, calls, rates, network, learning, torch);
  }

  /** Tells whether there is a point of a look after {@code from} steps of the visit, until now. */
  boolean isDue(long from, long now) {
    return (before + now) / every > (before + from) / every;
  }

  /**
   * Returns what an update that comes next would see of the samples that are drawn for this look.
   *
   * @param step of the visit, by which is drawn
   * @param updates of a run so far
   * @param samples of a run, among which is drawn
   * @param learned what is looked at: the program's arguments before rows and seeds
   */
  List<Probes.Seen> look(
      long step,
      long updates,
      int samples,
      Rows rows,
      Function<NDManager, Program.Arguments> learned) {
    double[] learningRates = new double[seeds.length];
    long current = Math.clamp(rates.totalSteps() - 1, 0, updates);
    Arrays.setAll(learningRates, run -> rates.learningRate(run, current));
    try (NDManager scope = torch.scope()) {
      Program.Arguments all =
          learned
              .apply(scope)
              .tensor(scope.create(drawn(step, samples, rows)))
              .tensor(torch.hostLongs(scope, networks(step), calls, seeds.length));
      return reading.read(program.call(scope, "probe", all), learningRates);
    }
  }

  /** Draws rows without replacement, {@code [B, R]}. */
  private long[] drawn(long step, int samples, Rows rows) {
    int batch = Math.min(MOST, samples);
    long[] drawn = new long[batch * seeds.length];
    for (int run = 0; run < seeds.length; run++) {
      int[] order = Seeds.permutation(Seeds.random(seeds[run], "probe", 0, step), samples);
      for (int b = 0; b < batch; b++) {
        drawn[b * seeds.length + run] = rows.of(run, order[b]);
      }
    }
    return drawn;
  }

  /** Seeds of networks from 0, {@code [calls, R]}. */
  private long[] networks(long step) {
    long[] all = new long[calls * seeds.length];
    Arrays.setAll(
        all,
        i -> Seeds.of(seeds[i % seeds.length], "probed network", i / seeds.length, step) >>> 1);
    return all;
  }

  @Override
  public void close() {
    program.close();
  }
}
