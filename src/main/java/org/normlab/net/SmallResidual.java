package org.normlab.net;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.net.layer.Layers;
import org.normlab.net.layer.Samples;
import org.normlab.norm.site.Activation;
import org.normlab.norm.site.Axes;
import org.normlab.norm.site.Branch;
import org.normlab.norm.site.Site;
import org.normlab.torch.Value;

/**
 * Residual networks for small images: {@code stem}, stages of basic blocks {@code stages.s.b}, of
 * which all but the first halve the image, global average, {@code output}.
 *
 * @param stem channels of the first convolution
 * @param widths channels of each stage
 * @param blocks of each stage
 * @param preActivation site and nonlinearity before each convolution; then {@code norm} is the site
 *     before the average
 */
record SmallResidual(
    int stem,
    List<Integer> widths,
    int blocks,
    boolean preActivation,
    @Nullable Activation activation) {

  Value forward(Layers layers, Samples samples, Value x) {
    Value h = layers.convolution(x, "stem", samples.shape().getFirst(), stem, 3, 1);
    h = preActivation ? h : normalized(layers, h, "stem.norm", stem);
    int in = stem;
    int additions = 0;
    for (int stage = 0; stage < widths.size(); stage++) {
      for (int number = 0; number < blocks; number++) {
        ResidualBlock block = block(stage, number, in, additions);
        h = preActivation ? block.preActivated(layers, h) : block.forward(layers, h);
        additions = block.isProjected() ? 1 : additions + 1;
        in = block.out();
      }
    }
    h = preActivation ? normalized(layers, h, "norm", in) : h;
    return layers.output(layers.pooling().average(h), in, samples.classes());
  }

  private ResidualBlock block(int stage, int number, int in, int additions) {
    int out = widths.get(stage);
    int stride = stage > 0 && number == 0 ? 2 : 1;
    return new ResidualBlock(
        new Branch("stages.%d.%d".formatted(stage, number), 2, widths.size() * blocks, additions),
        in,
        List.of(
            new ResidualBlock.Step("conv1", out, 3, stride),
            new ResidualBlock.Step("conv2", out, 3, 1)),
        activation);
  }

  private Value normalized(Layers layers, Value x, String name, int channels) {
    Value h = layers.site(x, new Site(name, channels, Axes.IMAGE));
    return layers.activate(h, activation, Axes.IMAGE);
  }
}
