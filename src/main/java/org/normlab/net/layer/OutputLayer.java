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
 * @param duel how its numbers are made of two layers; null where one layer has them
 */
record OutputLayer(Graph graph, Normalization normalization, @Nullable Duel duel) {
  OutputLayer writtenInto(Graph other) {
    return new OutputLayer(other, normalization, duel);
  }

  /**
   * Adds the layer to the graph.
   *
   * @param x {@code [B, R·in]}
   * @param wanted the initial weights, unless the method has some of its own
   * @return {@code [B, R·classes]}
   */
  Value of(Value x, int in, int classes, Initial wanted) {
    if (duel == null) {
      return linear(x, "output", in, classes, wanted);
    }
    Value state = linear(x, "output.value", in, duel.atoms(), wanted);
    Value advantage = linear(x, "output.advantage", in, classes, wanted);
    graph.at("output");
    return graph.call(duel.kernel(), state, advantage);
  }

  private Value linear(Value x, String name, int in, int out, Initial wanted) {
    graph.at(name);
    Initial initial = normalization.outputInitial(wanted);
    Value weight =
        graph.parameter(
            new Variable(name + ".weight", Role.OUTPUT, initial, List.of(out, in), List.of(1, 0)));
    Value bias =
        graph.parameter(new Variable(name + ".bias", Role.OUTPUT, Initial.ZEROS, List.of(out)));
    return graph.call(new Casts(graph).linear(), x, weight, bias);
  }
}
