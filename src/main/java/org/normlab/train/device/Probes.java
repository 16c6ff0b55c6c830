package org.normlab.train.device;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.normlab.net.Network;
import org.normlab.net.Probing;
import org.normlab.optim.Optimizer;
import org.normlab.torch.Torch;
import org.normlab.torch.Variable;
import org.normlab.torch.program.Program;
import org.normlab.train.ProbeSeries;
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
  private final Optimizer optimizer;
  private final List<String> observations;
  private final Program program;

  public Probes(SupervisedSpec spec, FusedRuns fused, DeviceData data, Torch torch) {
    this.torch = torch;
    this.fused = fused;
    this.optimizer = spec.optimizer();
    Network network = fused.network();
    Probing probing = spec.probing(SupervisedSpec.samples(data.set()), network.replicas());
    this.observations = probing.observations();
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
      int width = learningRates.length;
      List<Seen> seen = new ArrayList<>();
      double[][] observed = rows(results.get(0).toFloatArray(), width);
      for (int i = 0; i < observed.length; i++) {
        seen.add(new Seen(ProbeSeries.PREFIX + observations.get(i), observed[i]));
      }
      addTensors(rows(results.get(1).toFloatArray(), width), learningRates, seen);
      return seen;
    }
  }

  private void addTensors(double[][] rows, double[] learningRates, List<Seen> seen) {
    List<String> names = ProbeSeries.names(fused.network().parameters());
    int row = 0;
    for (Variable parameter : fused.network().parameters()) {
      double[] norms = rows[row];
      seen.add(new Seen(ProbeSeries.PREFIX + names.get(row), norms));
      row++;
      if (ProbeSeries.isWeight(parameter)) {
        seen.add(new Seen(ProbeSeries.PREFIX + names.get(row), rows[row]));
        row++;
        double[] rates = new double[norms.length];
        Arrays.setAll(rates, r -> optimizer.effectiveRate(learningRates[r], norms[r]));
        seen.add(
            new Seen(ProbeSeries.PREFIX + parameter.name() + ProbeSeries.EFFECTIVE_RATE, rates));
      }
    }
  }

  private static double[][] rows(float[] values, int width) {
    double[][] rows = new double[values.length / width][width];
    for (int i = 0; i < values.length; i++) {
      rows[i / width][i % width] = values[i];
    }
    return rows;
  }

  @Override
  public void close() {
    program.close();
  }
}
