package org.normlab.net.layer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.norm.Normalization;
import org.normlab.torch.Graph;
import org.normlab.torch.Initial;
import org.normlab.torch.Value;
import org.normlab.torch.Variable;
import org.normlab.torch.Variable.Role;

/**
 * The last layer of a network, which always has a bias and is followed by no site.
 *
 * @param heads the two layers that make its numbers; null where one layer has them
 * @param noise on its weights, in both heads; null where there is none
 */
record OutputLayer(
    Graph graph, Normalization normalization, @Nullable Heads heads, @Nullable WeightNoise noise) {
  OutputLayer writtenInto(Graph other) {
    return new OutputLayer(other, normalization, heads, noise);
  }

  /**
   * Adds the layer to the graph.
   *
   * @param x {@code [B, R·in]}
   * @param wanted the initial weights, unless noise or the method has some of its own
   * @return {@code [B, R·classes]}
   */
  Value of(Value x, int in, int classes, Initial wanted) {
    if (heads == null) {
      return linear(x, "output", in, classes, wanted);
    }
    Object[] made =
        heads.layers(in, classes, wanted).stream()
            .map(head -> linear(x, head.name(), in, head.outputs(), head.initial()))
            .toArray();
    graph.at("output");
    return graph.call(heads.kernel(), made);
  }

  private Value linear(Value x, String name, int in, int out, Initial wanted) {
    graph.at(name);
    return noise == null
        ? product(
            x, weight(name, "weight", wanted, in, out), bias(name, "bias", Initial.ZEROS, out))
        : noisy(x, name, in, out, noise);
  }

  private Value noisy(Value x, String name, int in, int out, WeightNoise noise) {
    Initial means = WeightNoise.means(in);
    Initial deviations = noise.deviations(in);
    Value weight = weight(name, "weight", means, in, out);
    Value bias = bias(name, "bias", means, out);
    Value drawn = WeightNoise.draw(graph, weight);
    Value weightDeviation = matrix(name, "weightDeviation", deviations, in, out);
    Value biasDeviation = bias(name, "biasDeviation", deviations, out);
    return product(
        x,
        WeightNoise.weight(graph, weight, weightDeviation, drawn),
        WeightNoise.bias(graph, bias, biasDeviation, drawn));
  }

  private Value product(Value x, Value weight, Value bias) {
    return graph.call(new Casts(graph).linear(), x, weight, bias);
  }

  private Value weight(String layer, String name, Initial wanted, int in, int out) {
    return matrix(layer, name, normalization.outputInitial(wanted), in, out);
  }

  private Value matrix(String layer, String name, Initial initial, int in, int out) {
    return graph.parameter(
        new Variable(layer + "." + name, Role.OUTPUT, initial, List.of(out, in), List.of(1, 0)));
  }

  private Value bias(String layer, String name, Initial initial, int out) {
    return graph.parameter(new Variable(layer + "." + name, Role.OUTPUT, initial, List.of(out)));
  }
}
