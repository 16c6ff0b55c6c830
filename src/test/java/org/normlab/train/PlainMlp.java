package org.normlab.train;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** One hidden layer and an output in plain double arithmetic, for comparison. */
public final class PlainMlp {
  public final double[][] before;
  public final double[][] after;
  final double[][] logits;
  private final double[][] x;
  private final double[] output;

  /**
   * @param weights {@code hidden.0.weight [h, in]}, {@code output.weight [c, h]}
   * @param bias of the hidden layer; zeros for none
   */
  public PlainMlp(
      double[][] x,
      double[] hidden,
      double[] bias,
      double[] output,
      double[] outputBias,
      DoubleUnaryOperator f) {
    this.x = x;
    this.output = output;
    before = linear(x, hidden, bias);
    after = map(before, f);
    logits = linear(after, output, outputBias);
  }

  private static double[][] linear(double[][] x, double[] weight, double[] bias) {
    double[][] y = new double[x.length][bias.length];
    for (int b = 0; b < x.length; b++) {
      for (int o = 0; o < bias.length; o++) {
        y[b][o] = bias[o];
        for (int i = 0; i < x[b].length; i++) {
          y[b][o] += x[b][i] * weight[o * x[b].length + i];
        }
      }
    }
    return y;
  }

  private static double[][] map(double[][] x, DoubleUnaryOperator f) {
    return Arrays.stream(x)
        .map(row -> Arrays.stream(row).map(f).toArray())
        .toArray(double[][]::new);
  }

  public static double mean(double[][] x) {
    return Arrays.stream(x).flatMapToDouble(Arrays::stream).average().orElseThrow();
  }

  /** Divided by n. */
  public static double variance(double[][] x) {
    double mean = mean(x);
    return mean(map(x, v -> (v - mean) * (v - mean)));
  }

  public static double norm(double... x) {
    return Math.sqrt(Arrays.stream(x).map(v -> v * v).sum());
  }

  /** The share of units of which something holds in every sample. */
  public static double share(double[][] x, java.util.function.DoublePredicate always) {
    int units = x[0].length;
    int found = 0;
    for (int u = 0; u < units; u++) {
      int unit = u;
      found += Arrays.stream(x).allMatch(row -> always.test(row[unit])) ? 1 : 0;
    }
    return (double) found / units;
  }

  /** Norm of the cross-entropy's gradient by the output's weight. */
  public double outputGradient(int[] labels) {
    return norm(outer(outputError(labels), after));
  }

  /** Norm of the cross-entropy's gradient by the hidden weight; {@code slope} of f at its input. */
  public double hiddenGradient(int[] labels, DoubleUnaryOperator slope) {
    double[][] error = outputError(labels);
    int units = before[0].length;
    double[][] back = new double[x.length][units];
    for (int b = 0; b < x.length; b++) {
      for (int u = 0; u < units; u++) {
        for (int c = 0; c < error[b].length; c++) {
          back[b][u] += error[b][c] * output[c * units + u];
        }
        back[b][u] *= slope.applyAsDouble(before[b][u]);
      }
    }
    return norm(outer(back, x));
  }

  private double[][] outputError(int[] labels) {
    double[][] error = new double[logits.length][];
    for (int b = 0; b < error.length; b++) {
      double[] powers = Arrays.stream(logits[b]).map(Math::exp).toArray();
      double sum = Arrays.stream(powers).sum();
      error[b] = Arrays.stream(powers).map(p -> p / sum / logits.length).toArray();
      error[b][labels[b]] -= 1.0 / logits.length;
    }
    return error;
  }

  private static double[] outer(double[][] error, double[][] x) {
    int in = x[0].length;
    double[] gradient = new double[error[0].length * in];
    for (int b = 0; b < x.length; b++) {
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] += error[b][i / in] * x[b][i % in];
      }
    }
    return gradient;
  }
}
