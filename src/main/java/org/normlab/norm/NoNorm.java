package org.normlab.norm;

import org.normlab.setting.Named;

/**
 * No normalization: layers keep their biases, weights start as He et al. 2015 (arXiv:1502.01852,
 * eq. 10) propose for rectifiers.
 *
 * <pre>y = x</pre>
 */
@Paper("He et al. 2015")
@Named(value = "none", summary = "No normalizer; He initialization.")
public record NoNorm() implements Normalization, WithoutSites, DefinedInHalf {}
