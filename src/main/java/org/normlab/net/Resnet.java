package org.normlab.net;

import java.util.List;
import org.normlab.norm.Axes;
import org.normlab.norm.Branch;
import org.normlab.norm.Site;
import org.normlab.norm.Weight;
import org.normlab.setting.Checked;
import org.normlab.setting.Named;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;
import org.normlab.torch.Value;

/**
 * The residual network of He et al. 2016 (arXiv:1512.03385, §4.2) for small images: {@code stem},
 * three stages of n blocks with width, 2·width and 4·width channels, the later two halving the
 * image, global average, {@code output}; a site after every convolution. Depth 6n + 2. Difference
 * from the paper: where the shape changes, the shortcut is a 1×1 convolution with its own site
 * (option B), as released code has it.
 */
@Named(value = "resnet", summary = "The CIFAR residual network of depth 6n+2.")
public record Resnet(
    @Setting(value = "depth 6n+2", preset = "20", min = 8, max = 1202) int depth,
    @Setting(value = "channels of the first stage", preset = "16", min = 1, max = 1024) int width,
    @Setting(
            value = "nonlinearity",
            preset = "\"relu\"",
            oneOf = {
              Activations.RELU,
              Activations.SELU,
              Activations.ELU,
              Activations.GELU,
              Activations.SILU,
              Activations.TANH
            })
        String activation)
    implements Architecture, Checked {
  private static final int STAGES = 3;

  @Override
  public List<Problem> problems() {
    return (depth - 2) % 6 == 0
        ? List.of()
        : List.of(
            new Problem("/depth", "depth must be 6n+2 (8, 14, 20, 26, 32 …); received " + depth));
  }

  @Override
  public List<Problem> problems(Samples samples) {
    return samples.areImages() ? List.of() : List.of(Images.needed("resnet", samples));
  }

  @Override
  public Value forward(Layers layers, Samples samples, Value x) {
    Value h = layers.convolution(x, "stem", samples.shape().getFirst(), width, 3, 1);
    h = layers.activate(layers.site(h, "stem", width, Axes.IMAGE), activation, Axes.IMAGE);
    int in = width;
    int blocks = (depth - 2) / 6;
    int additions = 0;
    for (int stage = 0; stage < STAGES; stage++) {
      int out = width << stage;
      for (int block = 0; block < blocks; block++) {
        String name = "stages.%d.%d".formatted(stage, block);
        h = block(layers, h, new Branch(name, 2, STAGES * blocks, additions), in, out);
        additions = in == out ? additions + 1 : 1;
        in = out;
      }
    }
    return layers.output(layers.averagePool(h), in, samples.classes());
  }

  private Value block(Layers layers, Value x, Branch branch, int in, int out) {
    int stride = in == out ? 1 : 2;
    Value input = layers.branch(x, branch);
    Value h = convolution(layers, input, branch, 0, List.of(out, in, 3, 3), stride);
    h = layers.activate(h, activation, Axes.IMAGE);
    h = convolution(layers, h, branch, 1, List.of(out, out, 3, 3), 1);
    Value shortcut = in == out ? x : shortcut(layers, input, branch, in, out);
    return layers.activate(layers.add(shortcut, h, branch), activation, Axes.IMAGE);
  }

  private static Value convolution(
      Layers layers, Value x, Branch branch, int number, List<Integer> shape, int stride) {
    String name = branch.name() + ".conv" + (number + 1);
    Branch.Within within = branch.layer(number);
    Value h = layers.convolution(x, new Weight(name, shape, null, within), stride, true);
    return layers.site(h, new Site(name + ".norm", shape.getFirst(), Axes.IMAGE, 1, within));
  }

  private static Value shortcut(Layers layers, Value x, Branch branch, int in, int out) {
    String name = branch.name() + ".shortcut";
    return layers.site(layers.convolution(x, name, in, out, 1, 2), name, out, Axes.IMAGE);
  }
}
