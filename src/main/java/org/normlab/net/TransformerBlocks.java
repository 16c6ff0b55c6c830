package org.normlab.net;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.net.layer.Layers;
import org.normlab.norm.site.Activation;
import org.normlab.norm.site.Axes;
import org.normlab.norm.site.Branch;
import org.normlab.norm.site.Site;
import org.normlab.norm.site.Weight;
import org.normlab.torch.Initial;
import org.normlab.torch.Value;

/**
 * Blocks of attention and of a wider layer, each added to what it was given, on rows of tokens
 * {@code [B·T, R·width]}: {@code blocks.b.attention.qkv} and {@code .out}, {@code blocks.b.mlp.in},
 * GELU and {@code .out}. Weights start normal with deviation 0.02, those of {@code out} divided by
 * √(2·blocks) (Radford et al. 2019).
 *
 * @param placement of the sites: {@code pre} before attention and mlp (Xiong et al. 2020,
 *     arXiv:2002.04745), and {@code norm} at the end; {@code post} after each addition (Vaswani et
 *     al. 2017); {@code sandwich} as pre, and again before each addition (Ding et al. 2021,
 *     arXiv:2105.13290), as {@code blocks.b.attention.norm} and {@code blocks.b.mlp.norm}
 */
record TransformerBlocks(int blocks, Attention attention, String placement, double dropout) {
  static final String PRE = "pre";
  static final String POST = "post";
  static final String SANDWICH = "sandwich";

  /** Says how weights of hidden layers, of the output and embeddings start. */
  static final Initial INITIAL = new Initial(0, 0.02);

  /** Transformers are rarely trained otherwise. */
  static final String PRESETS =
      """
      {"optimizer": {"type": "adamw", "learningRate": 1e-3, "weightDecay": 0.1,
                     "schedule": {"type": "cosine", "warmup": 0.05}}}
      """;

  /** Says how much wider the hidden layer of an mlp is. */
  private static final int EXPANSION = 4;

  Value forward(Layers layers, Value x) {
    Value h = x;
    for (int b = 0; b < blocks; b++) {
      String name = "blocks." + b;
      h = residual(layers, h, name + ".norm1", branch(name + ".attention", 2 * b), this::attend);
      h = residual(layers, h, name + ".norm2", branch(name + ".mlp", 2 * b + 1), this::mlp);
    }
    return placement.equals(POST) ? h : site(layers, h, "norm", null);
  }

  private Branch branch(String name, int number) {
    return new Branch(name, 2, 2 * blocks, number);
  }

  /** Describes what a branch computes. */
  private interface Inside {
    Value of(Layers layers, Value x, Branch branch);
  }

  private Value residual(Layers layers, Value x, String norm, Branch branch, Inside inside) {
    Value h = layers.branch(x, branch);
    if (!placement.equals(POST)) {
      h = site(layers, h, norm, branch.before(0));
    }
    h = inside.of(layers, h, branch);
    if (placement.equals(SANDWICH)) {
      h = site(layers, h, branch.name() + ".norm", branch.layer(1));
    }
    Value sum = layers.add(x, layers.dropout(h, dropout), branch);
    return placement.equals(POST) ? site(layers, sum, norm, null) : sum;
  }

  private Value attend(Layers layers, Value x, Branch branch) {
    int width = attention.width();
    Value qkv = layers.linear(x, first(branch, ".qkv", 3 * width), false);
    Value mixed = attention.of(layers.graph(), qkv, branch.name());
    return layers.linear(mixed, last(branch, width), placement.equals(SANDWICH));
  }

  private Value mlp(Layers layers, Value x, Branch branch) {
    int wide = EXPANSION * attention.width();
    Value h = layers.linear(x, first(branch, ".in", wide), false);
    h = layers.activate(h, Activation.GELU, Axes.TOKENS);
    return layers.linear(h, last(branch, wide), placement.equals(SANDWICH));
  }

  private Weight first(Branch branch, String name, int out) {
    return new Weight(
        branch.name() + name, List.of(out, attention.width()), INITIAL, branch.layer(0));
  }

  private Weight last(Branch branch, int in) {
    Initial initial = new Initial(0, INITIAL.deviation() / Math.sqrt(2.0 * blocks));
    return new Weight(
        branch.name() + ".out", List.of(attention.width(), in), initial, branch.layer(1));
  }

  private Value site(Layers layers, Value x, String name, Branch.@Nullable Within within) {
    return layers.site(
        x, new Site(name, attention.width(), Axes.TOKENS, attention.tokens(), within));
  }
}
