package org.normlab.norm;

import org.normlab.norm.site.Site;
import org.normlab.torch.Graph;
import org.normlab.torch.Value;

/** A method that does nothing at sites: it acts on weights or branches, or nowhere. */
sealed interface WithoutSites extends Normalization
    permits NoNorm, SelfNormalizing, WeightNorm, SpectralNorm, ScaledWeightStandardization, ReZero {
  @Override
  default Value normalize(Graph graph, Site site, Value x) {
    return x;
  }

  @Override
  default boolean actsAtSites() {
    return false;
  }

  @Override
  default boolean hasOffset() {
    return false;
  }
}
