package org.normlab.norm;

import org.normlab.norm.kernel.ScalarKernels;
import org.normlab.norm.site.Branch;
import org.normlab.norm.site.Site;
import org.normlab.norm.site.Weight;
import org.normlab.setting.Named;
import org.normlab.torch.Graph;
import org.normlab.torch.Initial;
import org.normlab.torch.Value;

/**
 * Fixup initialization: residual networks without a normalizer, whose branches start small enough
 * that an update changes the network as much at any depth.
 *
 * <pre>branch of m layers, of L:  x + b₀ → layer → + b → ⟨act⟩ → + b → layer … → layer · s + b₁
 * </pre>
 *
 * Within a branch the last layer starts at 0, the others He-normal times L^(−1/(2m−2)); the output
 * layer starts at 0. Layers have no biases; instead a number b, 0 at the start, is added before
 * each layer, before each nonlinearity and at the end of a branch, and a number s, 1 at the start,
 * multiplies the branch. A projected shortcut sees x + b₀ too. Networks with residual branches
 * only. Training and evaluation are the same. {@link ReZero} is another answer to the same
 * question. Source: Zhang, Dauphin and Ma 2019, arXiv:1901.09321, section 3. Differences from the
 * released code: He's variance is 2 / fan-in as everywhere here, not 2 / fan-out; the scalars have
 * the rate of all parameters, not a tenth of it; a projected shortcut ends in a number b of its
 * own, and the number before the output layer is left to that layer's bias.
 */
@Paper("Zhang et al. 2019")
@Named(
    value = "fixup",
    summary = "Residual branches that start at 0, with scalar biases and a multiplier.")
public record Fixup() implements Normalization {
  @Override
  public Initial initial(Weight weight) {
    Initial usual = Normalization.super.initial(weight);
    Branch.Within within = weight.within();
    if (within == null) {
      return usual;
    }
    if (within.isLast()) {
      return Initial.ZEROS;
    }
    Branch branch = within.branch();
    double factor = Math.pow(branch.blocks(), -1.0 / (2 * branch.layers() - 2));
    return new Initial(usual.constant(), usual.deviation() * factor);
  }

  @Override
  public Initial outputInitial(Initial network) {
    return Initial.ZEROS;
  }

  @Override
  public Value branch(Graph graph, Branch branch, Value x) {
    return ScalarKernels.add(graph, branch.name() + ".inputBias", x);
  }

  @Override
  public Value enter(Graph graph, Weight weight, Value x) {
    boolean first = weight.within() == null || weight.within().number() == 0;
    return first ? x : ScalarKernels.add(graph, weight.layer() + ".inputBias", x);
  }

  @Override
  public Value normalize(Graph graph, Site site, Value x) {
    boolean branchEnds = site.within() != null && site.within().endsBranch();
    return branchEnds ? x : ScalarKernels.add(graph, site.name() + ".bias", x);
  }

  @Override
  public Value scaled(Graph graph, Branch branch, Value y) {
    Value scaled = ScalarKernels.multiply(graph, branch.name() + ".multiplier", Initial.ONES, y);
    return ScalarKernels.add(graph, branch.name() + ".outputBias", scaled);
  }

  @Override
  public boolean hasBias(boolean siteFollows) {
    return false;
  }

  @Override
  public boolean hasOffset() {
    return true;
  }

  @Override
  public boolean needsBranches() {
    return true;
  }
}
