package org.normlab.net;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.net.layer.Layers;
import org.normlab.net.layer.Padding;
import org.normlab.net.layer.Samples;
import org.normlab.norm.site.Activation;
import org.normlab.norm.site.Axes;
import org.normlab.setting.Named;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;
import org.normlab.torch.Value;

/**
 * Plain convolutional network: 3×3 convolutions {@code features.i} → site → nonlinearity, 2×2
 * max-pooling after every second; {@code dense} → site → nonlinearity; {@code output}.
 */
@Named(
    value = "convnet",
    summary = "3×3 convolutions, max-pooling after every second, one dense layer.")
public record Convnet(
    @Setting(
            value = "channels of each convolution",
            preset = "[32,32,64,64]",
            min = 1,
            max = 4096,
            minSize = 1,
            maxSize = 64)
        List<Integer> channels,
    @Setting(value = "width of the dense layer", preset = "256", min = 1, max = 65536) int dense,
    @Setting(value = Activations.MEANING, preset = "null") @Nullable Activation activation,
    @Setting(
            value = "same: zeros outside of the image; none: each convolution takes two off a side",
            preset = "\"same\"")
        Padding padding)
    implements Architecture {

  @Override
  public List<Problem> problems(Samples samples) {
    if (!samples.areImages()) {
      return List.of(Images.needed("convnet", samples));
    }
    int side = Math.min(samples.shape().get(1), samples.shape().get(2));
    if (side(side) > 0) {
      return List.of();
    }
    if (padding == Padding.NONE) {
      return List.of(
          new Problem(
              "/channels",
              "%d convolutions without padding leave nothing of a side of %d pixels"
                  .formatted(channels.size(), side)));
    }
    return List.of(
        new Problem(
            "/channels",
            "%d convolutions halve the image %d times; a side of %d pixels allows at most %d convolutions"
                .formatted(
                    channels.size(),
                    pools(),
                    side,
                    2 * (31 - Integer.numberOfLeadingZeros(side)) + 1)));
  }

  /** The pixels that are left of a side; not positive where the image is too small. */
  private int side(int pixels) {
    int side = pixels;
    for (int i = 0; i < channels.size(); i++) {
      side -= padding == Padding.NONE ? 2 : 0;
      side >>= i % 2;
    }
    return side;
  }

  private int pools() {
    return channels.size() / 2;
  }

  @Override
  public Architecture withActivation(Activation other) {
    return new Convnet(channels, dense, other, padding);
  }

  @Override
  public Value forward(Layers layers, Samples samples, Value x) {
    Value h = x;
    int in = samples.shape().getFirst();
    for (int i = 0; i < channels.size(); i++) {
      String name = "features." + i;
      int out = channels.get(i);
      h = layers.site(layers.convolution(h, name, in, out, padding), name, out, Axes.IMAGE);
      if (i % 2 == 0 && i == channels.size() - 1) {
        h = layers.pooling().byPositions(h);
      }
      h = layers.activate(h, activation, Axes.IMAGE);
      if (i % 2 == 1) {
        h = layers.pooling().max(h);
      }
      in = out;
    }
    int positions = side(samples.shape().get(1)) * side(samples.shape().get(2));
    h = layers.linear(layers.pooling().flatten(h, positions), "dense", in * positions, dense);
    h = layers.activate(layers.site(h, "dense", dense, Axes.DENSE), activation, Axes.DENSE);
    return layers.output(h, dense, samples.classes());
  }
}
