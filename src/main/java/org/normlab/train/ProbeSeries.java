package org.normlab.train;

import java.util.ArrayList;
import java.util.List;
import org.normlab.metric.Metric;
import org.normlab.net.layer.Samples;
import org.normlab.torch.Variable;

/** Names the series that probes measure; they depend on the network and its method alone. */
public final class ProbeSeries {
  public static final String PREFIX = Metric.PROBE;

  /** Follows the name of a weight in the name of its effective learning rate. */
  public static final String EFFECTIVE_RATE = "EffectiveRate";

  /** The series of all trained tensors together, which are the last. */
  public static final List<String> OF_NETWORK =
      List.of("network.parameterNorm", "network.parameterGradientNorm");

  private ProbeSeries() {}

  /** Returns the names of all series of one run. */
  public static List<String> names(TrainingSpec spec, Samples samples) {
    List<Variable> parameters = spec.network(samples).parameters();
    List<String> names = new ArrayList<>(spec.probing(samples, 1).observations());
    names.addAll(names(parameters));
    parameters.stream()
        .filter(ProbeSeries::isWeight)
        .forEach(parameter -> names.add(parameter.name() + EFFECTIVE_RATE));
    return names.stream().map(name -> PREFIX + name).toList();
  }

  /**
   * Returns the names of what is measured of trained tensors: the Frobenius norm of each, or its
   * value where it is a single number; of each weight the norm of its gradient; and at the end the
   * norms of all of them, and of all their gradients, taken as one vector.
   */
  public static List<String> names(List<Variable> parameters) {
    List<String> names = new ArrayList<>();
    for (Variable parameter : parameters) {
      names.add(parameter.size() == 1 ? parameter.name() : parameter.name() + "Norm");
      if (isWeight(parameter)) {
        names.add(parameter.name() + "GradientNorm");
      }
    }
    names.addAll(OF_NETWORK);
    return names;
  }

  /** Returns whether a parameter has inputs and outputs; scales, offsets and biases are vectors. */
  public static boolean isWeight(Variable parameter) {
    return parameter.shape().size() > 1;
  }
}
