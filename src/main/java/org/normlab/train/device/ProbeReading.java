package org.normlab.train.device;

import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.normlab.optim.Optimizer;
import org.normlab.torch.Variable;
import org.normlab.train.ProbeSeries;

/**
 * Reads what a program that looks into networks answers, and gives each number the name of its
 * series.
 *
 * @param parameters of the network
 * @param observations names of what its forward pass shows
 */
public record ProbeReading(
    List<Variable> parameters, Optimizer optimizer, List<String> observations) {
  /**
   * Returns what was seen.
   *
   * @param results {@code [observations, R]}, and what is shown of trained tensors
   * @param learningRates {@code [R]}
   */
  public List<Probes.Seen> read(NDList results, double[] learningRates) {
    int width = learningRates.length;
    List<Probes.Seen> seen = new ArrayList<>();
    double[][] observed = rows(results.get(0).toFloatArray(), width);
    for (int i = 0; i < observed.length; i++) {
      seen.add(new Probes.Seen(ProbeSeries.PREFIX + observations.get(i), observed[i]));
    }
    addTensors(rows(results.get(1).toFloatArray(), width), learningRates, seen);
    return seen;
  }

  private void addTensors(double[][] rows, double[] learningRates, List<Probes.Seen> seen) {
    List<String> names = ProbeSeries.names(parameters);
    int row = 0;
    for (Variable parameter : parameters) {
      double[] norms = rows[row];
      seen.add(new Probes.Seen(ProbeSeries.PREFIX + names.get(row), norms));
      row++;
      if (ProbeSeries.isWeight(parameter)) {
        seen.add(new Probes.Seen(ProbeSeries.PREFIX + names.get(row), rows[row]));
        row++;
        double[] rates = new double[norms.length];
        Arrays.setAll(rates, r -> optimizer.effectiveRate(learningRates[r], norms[r]));
        String name = parameter.name() + ProbeSeries.EFFECTIVE_RATE;
        seen.add(new Probes.Seen(ProbeSeries.PREFIX + name, rates));
      }
    }
    for (; row < rows.length; row++) {
      seen.add(new Probes.Seen(ProbeSeries.PREFIX + names.get(row), rows[row]));
    }
  }

  private static double[][] rows(float[] values, int width) {
    double[][] rows = new double[values.length / width][width];
    for (int i = 0; i < values.length; i++) {
      rows[i / width][i % width] = values[i];
    }
    return rows;
  }
}
