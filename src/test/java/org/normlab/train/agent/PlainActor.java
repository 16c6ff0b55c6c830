package org.normlab.train.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A policy and its values by one hidden layer of rectifiers, in plain double arithmetic, and the
 * loss of proximal policy optimization written out from the papers' equations.
 */
final class PlainActor {
  /** Names of parameters, in the order of {@link #weights}. */
  static final List<String> NAMES =
      List.of(
          "hidden.0.weight",
          "hidden.0.bias",
          "output.policy.weight",
          "output.policy.bias",
          "output.value.weight",
          "output.value.bias");

  private final List<double[]> weights = new ArrayList<>();

  /** A step that is learned from. */
  record Step(
      double[] seen,
      int action,
      double[] oldLogits,
      double oldValue,
      double advantage,
      double returned) {}

  /** Takes the part of a run among tensors of several. */
  PlainActor(Map<String, double[]> tensors, int run, int runs) {
    for (String name : NAMES) {
      weights.add(SmallAgents.part(tensors.get(name), run, runs));
    }
  }

  List<double[]> weights() {
    return weights;
  }

  /** Returns logits, and the value behind them. */
  double[] outputs(double[] seen) {
    double[] hidden = linear(seen, 0);
    for (int i = 0; i < hidden.length; i++) {
      hidden[i] = Math.max(0, hidden[i]);
    }
    double[] logits = linear(hidden, 2);
    double[] all = new double[logits.length + 1];
    System.arraycopy(logits, 0, all, 0, logits.length);
    all[logits.length] = linear(hidden, 4)[0];
    return all;
  }

  private double[] linear(double[] x, int layer) {
    double[] y = weights.get(layer + 1).clone();
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < x.length; j++) {
        y[i] += weights.get(layer)[i * x.length + j] * x[j];
      }
    }
    return y;
  }

  static double[] probabilities(double[] logits, int actions) {
    double[] each = new double[actions];
    double sum = 0;
    for (int a = 0; a < actions; a++) {
      each[a] = Math.exp(logits[a]);
      sum += each[a];
    }
    for (int a = 0; a < actions; a++) {
      each[a] /= sum;
    }
    return each;
  }

  /** Returns the ratio of an action's probability to what it was. */
  double ratio(Step step) {
    int actions = step.oldLogits().length;
    return probabilities(outputs(step.seen()), actions)[step.action()]
        / probabilities(step.oldLogits(), actions)[step.action()];
  }

  /** Returns the mean loss of steps whose advantages are standardized. */
  double loss(List<Step> steps, double clip, double valueWeight, double entropyWeight) {
    double sum = 0;
    for (Step step : steps) {
      int actions = step.oldLogits().length;
      double[] now = outputs(step.seen());
      double ratio = ratio(step);
      double bounded = Math.min(Math.max(ratio, 1 - clip), 1 + clip);
      double gain = Math.min(ratio * step.advantage(), bounded * step.advantage());
      double value = now[actions];
      double moved = step.oldValue() + Math.min(Math.max(value - step.oldValue(), -clip), clip);
      double error =
          0.5
              * Math.max(
                  Math.pow(value - step.returned(), 2), Math.pow(moved - step.returned(), 2));
      double entropy = 0;
      for (double p : probabilities(now, actions)) {
        entropy -= p * Math.log(p);
      }
      sum += -gain + valueWeight * error - entropyWeight * entropy;
    }
    return sum / steps.size();
  }

  /** Returns the gradient of the loss by central differences. */
  List<double[]> gradient(List<Step> steps, double clip, double valueWeight, double entropy) {
    List<double[]> all = new ArrayList<>();
    // So small that no unit is rectified on one side of a weight only.
    double h = 1e-8;
    for (double[] tensor : weights) {
      double[] of = new double[tensor.length];
      for (int i = 0; i < tensor.length; i++) {
        double before = tensor[i];
        tensor[i] = before + h;
        double above = loss(steps, clip, valueWeight, entropy);
        tensor[i] = before - h;
        double below = loss(steps, clip, valueWeight, entropy);
        tensor[i] = before;
        of[i] = (above - below) / (2 * h);
      }
      all.add(of);
    }
    return all;
  }
}
