package org.normlab.train.device;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.normlab.net.Network;
import org.normlab.net.Probing;
import org.normlab.torch.Torch;
import org.normlab.torch.program.Program;
import org.normlab.train.ProgramNames;
import org.normlab.train.SupervisedSpec;
import org.normlab.train.step.ProbeText;
import org.normlab.train.step.TaskGathering;

/**
 * Looks into the layers of a group of runs, by a program of its own: the one that trains is as it
 * is without.
 */
public final class Probes implements AutoCloseable {
  private final Torch torch;
  private final FusedRuns fused;
  private final ProbeReading reading;
  private final Program program;

  public Probes(SupervisedSpec spec, FusedRuns fused, DeviceData data, Torch torch) {
    this.torch = torch;
    this.fused = fused;
    Network network = fused.network();
    Probing probing = spec.probing(SupervisedSpec.samples(data.set()), network.replicas());
    this.reading = new ProbeReading(network.parameters(), spec.optimizer(), probing.observations());
    this.program =
        torch.compile(
            ProgramNames.of(spec, network.replicas()) + "-probe",
            ProbeText.methods(),
            ProbeText.kernels(
                network,
                probing,
                TaskGathering.kernels(data.set(), spec.data()),
                spec.labelSmoothing()));
  }

  /**
   * One quantity of one layer.
   *
   * @param name of its series
   * @param values {@code [R]}
   */
  public record Seen(String name, double[] values) {}

  /**
   * Returns what a step would see, before its update.
   *
   * @param at the step's place within the epoch
   * @param step of the training
   * @param learningRates {@code [R]}
   */
  public List<Seen> look(Batches batches, long epoch, int at, long step, double[] learningRates) {
    try (NDManager scope = torch.scope()) {
      Program.Arguments arguments =
          fused
              .batches(scope, batches, epoch, at, step, 1)
              .tensor(fused.seeds(scope, batches, step, 1));
      NDList results = program.call(scope, "probe", arguments);
      return reading.read(results, learningRates);
    }
  }

  @Override
  public void close() {
    program.close();
  }
}
