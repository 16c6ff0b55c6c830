package org.normlab.net;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normlab.net.ResidualBlock.Step;
import org.normlab.net.layer.Layers;
import org.normlab.net.layer.Samples;
import org.normlab.norm.site.Activation;
import org.normlab.norm.site.Axes;
import org.normlab.norm.site.Branch;
import org.normlab.setting.Checked;
import org.normlab.setting.Named;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;
import org.normlab.torch.Value;

/**
 * The residual network of He et al. 2016 (arXiv:1512.03385, table 1) for images of 224 pixels:
 * {@code stem} 7×7 with stride 2, 3×3 max-pool with stride 2, four stages of basic blocks (depth 18
 * and 34) or bottleneck blocks (depth 50), the later three halving the image, global average,
 * {@code output}; a site after every convolution, projected shortcuts too. Any image of at least 32
 * pixels will do. Difference from the paper: a bottleneck block has its stride in the 3×3
 * convolution, as released code has it.
 */
@Named(value = "resnet-224", summary = "The ImageNet residual network of depth 18, 34 or 50.")
public record Resnet224(
    @Setting(value = "depth: 18, 34 or 50", preset = "18", min = 18, max = 50) int depth,
    @Setting(value = "channels of the first stage", preset = "64", min = 1, max = 1024) int width,
    @Setting(value = Activations.MEANING, preset = "null") @Nullable Activation activation)
    implements Architecture, Checked {
  private static final Map<Integer, List<Integer>> BLOCKS =
      Map.of(18, List.of(2, 2, 2, 2), 34, List.of(3, 4, 6, 3), 50, List.of(3, 4, 6, 3));
  private static final int EXPANSION = 4;

  @Override
  public List<Problem> problems() {
    return BLOCKS.containsKey(depth)
        ? List.of()
        : List.of(new Problem("/depth", "depth must be 18, 34 or 50; received " + depth));
  }

  @Override
  public List<Problem> problems(Samples samples) {
    return Images.problems("resnet-224", samples, 32);
  }

  @Override
  public Architecture withActivation(Activation other) {
    return new Resnet224(depth, width, other);
  }

  @Override
  public Value forward(Layers layers, Samples samples, Value x) {
    Value h = layers.convolution(x, "stem", samples.shape().getFirst(), width, 7, 2);
    h = layers.activate(layers.site(h, "stem", width, Axes.IMAGE), activation, Axes.IMAGE);
    h = layers.pooling().stem(h);
    List<Integer> stages = BLOCKS.getOrDefault(depth, List.of());
    int blocks = stages.stream().mapToInt(Integer::intValue).sum();
    int in = width;
    int additions = 0;
    for (int stage = 0; stage < stages.size(); stage++) {
      for (int number = 0; number < stages.get(stage); number++) {
        List<Step> steps = steps(width << stage, stage > 0 && number == 0 ? 2 : 1);
        String name = "stages.%d.%d".formatted(stage, number);
        Branch branch = new Branch(name, steps.size(), blocks, additions);
        ResidualBlock block = new ResidualBlock(branch, in, steps, activation);
        h = block.forward(layers, h);
        additions = block.isProjected() ? 1 : additions + 1;
        in = block.out();
      }
    }
    return layers.output(layers.pooling().average(h), in, samples.classes());
  }

  private List<Step> steps(int channels, int stride) {
    if (depth < 50) {
      return List.of(new Step("conv1", channels, 3, stride), new Step("conv2", channels, 3, 1));
    }
    return List.of(
        new Step("conv1", channels, 1, 1),
        new Step("conv2", channels, 3, stride),
        new Step("conv3", EXPANSION * channels, 1, 1));
  }
}
