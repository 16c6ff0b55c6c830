package org.normlab.norm;

import java.util.List;
import java.util.Optional;
import org.normlab.setting.Problem;
import org.normlab.torch.Graph;
import org.normlab.torch.Initial;
import org.normlab.torch.Value;

/**
 * Which normalization a network uses: one record a method, its settings and mathematics in one
 * file. A new method is one file, one word here, one reference case and one row of the README's
 * table.
 */
public sealed interface Normalization permits None, Batch, Layer, Group, Rms, SelfNormalizing {

  /**
   * Activations as they leave the site, of the shape they came in; the same value where the method
   * acts elsewhere.
   */
  Value normalize(Graph graph, Site site, Value x);

  /** Whether the method adds an offset at its sites, so that the layer before needs no bias. */
  boolean hasOffset();

  /**
   * Why the method is not defined at a site; pointers relative to the method.
   *
   * @param batch samples that share batch statistics
   */
  default List<Problem> problems(Site site, int batch) {
    return List.of();
  }

  /** The nonlinearity that the method prescribes in place of the network's own. */
  default Optional<String> activation() {
    return Optional.empty();
  }

  /** How hidden weights start. */
  default Initial initial(long fanIn) {
    return Initial.he(fanIn);
  }

  /** Activations after the method's own dropout, which follows each nonlinearity. */
  default Value dropout(Graph graph, Value x) {
    return x;
  }
}
