package org.normlab.net;

import java.util.List;
import org.normlab.norm.Axes;
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
    for (int stage = 0; stage < STAGES; stage++) {
      int out = width << stage;
      for (int block = 0; block < (depth - 2) / 6; block++) {
        h = block(layers, h, "stages.%d.%d".formatted(stage, block), in, out);
        in = out;
      }
    }
    return layers.output(layers.averagePool(h), in, samples.classes());
  }

  private Value block(Layers layers, Value x, String name, int in, int out) {
    int stride = in == out ? 1 : 2;
    Value h = normalized(layers, x, name + ".conv1", in, out, 3, stride);
    h = layers.activate(h, activation, Axes.IMAGE);
    h = normalized(layers, h, name + ".conv2", out, out, 3, 1);
    Value shortcut = in == out ? x : normalized(layers, x, name + ".shortcut", in, out, 1, stride);
    return layers.activate(layers.add(h, shortcut), activation, Axes.IMAGE);
  }

  private static Value normalized(
      Layers layers, Value x, String name, int in, int out, int size, int stride) {
    Value h = layers.convolution(x, name, in, out, size, stride);
    return layers.site(h, name, out, Axes.IMAGE);
  }
}
