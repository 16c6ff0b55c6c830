package org.normlab.norm;

import org.normlab.norm.site.Site;
import org.normlab.setting.Named;
import org.normlab.torch.Graph;
import org.normlab.torch.Value;

/**
 * No normalization: layers keep their biases, weights start as He et al. 2015 (arXiv:1502.01852,
 * eq. 10) propose for rectifiers.
 *
 * <pre>y = x</pre>
 */
@Paper("He et al. 2015")
@Named(value = "none", summary = "No normalizer; He initialization.")
public record NoNorm() implements Normalization, DefinedInHalf {
  @Override
  public Value normalize(Graph graph, Site site, Value x) {
    return x;
  }

  @Override
  public boolean actsAtSites() {
    return false;
  }

  @Override
  public boolean hasOffset() {
    return false;
  }
}
