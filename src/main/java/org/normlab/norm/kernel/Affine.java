package org.normlab.norm.kernel;

import java.util.List;
import org.normlab.norm.site.Site;
import org.normlab.torch.Graph;
import org.normlab.torch.Initial;
import org.normlab.torch.Value;
import org.normlab.torch.Variable;

/**
 * Describes what methods learn at a site: scale γ and offset β, and other numbers a channel or a
 * site.
 */
public final class Affine {
  private Affine() {}

  public static Value gamma(Graph graph, Site site) {
    return perChannel(graph, site, "gamma", Initial.ONES);
  }

  public static Value beta(Graph graph, Site site) {
    return perChannel(graph, site, "beta", Initial.ZEROS);
  }

  public static Value perChannel(Graph graph, Site site, String name, Initial initial) {
    return numbers(graph, site, name, initial, site.channels());
  }

  /** One number for all channels. */
  public static Value one(Graph graph, Site site, String name, Initial initial) {
    return numbers(graph, site, name, initial, 1);
  }

  public static Value numbers(Graph graph, Site site, String name, Initial initial, int count) {
    return graph.parameter(
        new Variable(site.name() + "." + name, Variable.Role.SCALE, initial, List.of(count)));
  }
}
