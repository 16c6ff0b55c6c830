package org.normlab.net;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normlab.net.layer.Layers;
import org.normlab.net.layer.Samples;
import org.normlab.norm.site.Activation;
import org.normlab.norm.site.Axes;
import org.normlab.setting.Checked;
import org.normlab.setting.Named;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;
import org.normlab.torch.Value;

/**
 * The network of Simonyan and Zisserman 2015 (arXiv:1409.1556, table 1: A, B, D) in its form for
 * small images: five stages of 3×3 convolutions {@code features.i} → site → nonlinearity, each
 * ended by a 2×2 max-pool, and one linear {@code output}. Differences from the paper: one linear
 * layer and not three, as released code for CIFAR has it, and sites.
 */
@Named(value = "vgg", summary = "3×3 convolutions in five stages, each ended by a max-pool.")
public record Vgg(
    @Setting(value = "depth: 11, 13 or 16", preset = "11", min = 11, max = 16) int depth,
    @Setting(value = "channels of the first stage", preset = "64", min = 1, max = 1024) int width,
    @Setting(value = Activations.MEANING, preset = "null") @Nullable Activation activation)
    implements Architecture, Checked {
  /** Convolutions of each stage. */
  private static final Map<Integer, List<Integer>> STAGES =
      Map.of(11, List.of(1, 1, 2, 2, 2), 13, List.of(2, 2, 2, 2, 2), 16, List.of(2, 2, 3, 3, 3));

  /** Channels double from stage to stage up to eight times those of the first. */
  private static final int MOST_DOUBLINGS = 3;

  @Override
  public List<Problem> problems() {
    return STAGES.containsKey(depth)
        ? List.of()
        : List.of(new Problem("/depth", "depth must be 11, 13 or 16; received " + depth));
  }

  @Override
  public List<Problem> problems(Samples samples) {
    return Images.problems("vgg", samples, 32);
  }

  @Override
  public Architecture withActivation(Activation other) {
    return new Vgg(depth, width, other);
  }

  @Override
  public Value forward(Layers layers, Samples samples, Value x) {
    List<Integer> stages = STAGES.getOrDefault(depth, List.of());
    Value h = x;
    int in = samples.shape().getFirst();
    int number = 0;
    for (int stage = 0; stage < stages.size(); stage++) {
      int out = width << Math.min(stage, MOST_DOUBLINGS);
      for (int i = 0; i < stages.get(stage); i++) {
        String name = "features." + number++;
        h = layers.site(layers.convolution(h, name, in, out, 3, 1), name, out, Axes.IMAGE);
        h = layers.activate(h, activation, Axes.IMAGE);
        in = out;
      }
      h = layers.pooling().max(h);
    }
    int pools = stages.size();
    int positions = (samples.shape().get(1) >> pools) * (samples.shape().get(2) >> pools);
    return layers.output(layers.pooling().flatten(h, positions), in * positions, samples.classes());
  }
}
