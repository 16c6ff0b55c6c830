package org.normlab.net;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.net.layer.Layers;
import org.normlab.norm.site.Activation;
import org.normlab.norm.site.Axes;
import org.normlab.norm.site.Branch;
import org.normlab.norm.site.Site;
import org.normlab.norm.site.Weight;
import org.normlab.torch.Value;

/**
 * A residual block: layers in a row beside a shortcut, which is the identity, or one layer {@code
 * shortcut} where the shape changes.
 *
 * @param in channels of its input
 * @param steps its layers
 */
record ResidualBlock(Branch branch, int in, List<Step> steps, @Nullable Activation activation) {
  /**
   * A layer of the block.
   *
   * @param size of the square kernel; 0 for a linear layer
   */
  record Step(String name, int out, int size, int stride) {
    static Step linear(String name, int out) {
      return new Step(name, out, 0, 1);
    }

    private List<Integer> shape(int in) {
      return size == 0 ? List.of(out, in) : List.of(out, in, size, size);
    }
  }

  int out() {
    return steps.getLast().out;
  }

  boolean isProjected() {
    return in != out() || stride() > 1;
  }

  private int stride() {
    return steps.stream().mapToInt(Step::stride).reduce(1, (a, b) -> a * b);
  }

  private Axes axes() {
    return steps.getFirst().size == 0 ? Axes.DENSE : Axes.IMAGE;
  }

  /**
   * Adds a block of He et al. 2016 (arXiv:1512.03385): a site after every layer, the projected
   * shortcut too, and a nonlinearity after the addition.
   */
  Value forward(Layers layers, Value x) {
    Value input = layers.branch(x, branch);
    Value h = input;
    for (int i = 0; i < steps.size(); i++) {
      h = i == 0 ? h : layers.activate(h, activation, axes());
      h = site(layers, layer(layers, h, i), i, steps.get(i).out, branch.layer(i));
    }
    Value shortcut = x;
    if (isProjected()) {
      String name = branch.name() + ".shortcut";
      shortcut = layers.site(shortcut(layers, input), name, out(), axes());
    }
    return layers.activate(layers.add(shortcut, h, branch), activation, axes());
  }

  /**
   * Adds a block of He et al. 2016 (arXiv:1603.05027): site and nonlinearity before every layer,
   * and nothing after the addition. A projected shortcut starts behind the first nonlinearity.
   */
  Value preActivated(Layers layers, Value x) {
    Value shortcut = layers.keep(x);
    Value h = layers.branch(x, branch);
    for (int i = 0; i < steps.size(); i++) {
      h = layers.activate(site(layers, h, i, inputs(i), branch.before(i)), activation, axes());
      if (i == 0 && isProjected()) {
        shortcut = shortcut(layers, h);
      }
      h = layer(layers, h, i);
    }
    return layers.add(shortcut, h, branch);
  }

  private int inputs(int i) {
    return i == 0 ? in : steps.get(i - 1).out;
  }

  private String name(int i) {
    return branch.name() + "." + steps.get(i).name;
  }

  private Value layer(Layers layers, Value x, int i) {
    Step step = steps.get(i);
    Weight weight = new Weight(name(i), step.shape(inputs(i)), null, branch.layer(i));
    return layers.layer(x, weight, step.stride);
  }

  private Value site(Layers layers, Value x, int i, int channels, Branch.Within place) {
    return layers.site(x, new Site(name(i) + ".norm", channels, axes(), 1, place));
  }

  private Value shortcut(Layers layers, Value x) {
    boolean linear = axes() == Axes.DENSE;
    List<Integer> shape = linear ? List.of(out(), in) : List.of(out(), in, 1, 1);
    return layers.layer(x, new Weight(branch.name() + ".shortcut", shape, null, null), stride());
  }
}
