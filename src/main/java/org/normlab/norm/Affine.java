package org.normlab.norm;

import java.util.List;
import org.normlab.torch.Graph;
import org.normlab.torch.Initial;
import org.normlab.torch.Value;
import org.normlab.torch.Variable;

/** The scale γ and offset β that most methods learn, one number a channel. */
final class Affine {
  private Affine() {}

  static Value gamma(Graph graph, Site site) {
    return parameter(graph, site, "gamma", Initial.ONES);
  }

  static Value beta(Graph graph, Site site) {
    return parameter(graph, site, "beta", Initial.ZEROS);
  }

  private static Value parameter(Graph graph, Site site, String name, Initial initial) {
    return graph.parameter(
        new Variable(
            site.name() + "." + name, Variable.Role.SCALE, initial, List.of(site.channels())));
  }
}
