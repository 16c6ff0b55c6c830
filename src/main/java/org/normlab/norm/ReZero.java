package org.normlab.norm;

import org.normlab.norm.kernel.ScalarKernels;
import org.normlab.norm.site.Branch;
import org.normlab.setting.Named;
import org.normlab.torch.Graph;
import org.normlab.torch.Initial;
import org.normlab.torch.Value;

/**
 * ReZero: every residual branch has one trained number as factor, 0 at the start, so that blocks
 * begin as identities.
 *
 * <pre>x ← shortcut + α F(x)      α per branch, starts at 0</pre>
 *
 * No normalizer; layers keep their biases. Networks with residual branches only. Training and
 * evaluation are the same. {@link Fixup} is another answer to the same question. Source:
 * Bachlechner, Majumder, Mao, Cottrell and McAuley 2020, arXiv:2003.04887, eq. 1. Difference from
 * the paper: none; where a network applies a nonlinearity after the addition, it stays.
 */
@Paper("Bachlechner et al. 2020")
@Named(value = "rezero", summary = "A trained factor on each residual branch, 0 at the start.")
public record ReZero() implements Normalization, WithoutSites {
  @Override
  public Value scaled(Graph graph, Branch branch, Value y) {
    return ScalarKernels.multiply(graph, branch.name() + ".alpha", Initial.ZEROS, y);
  }

  @Override
  public boolean needsBranches() {
    return true;
  }
}
