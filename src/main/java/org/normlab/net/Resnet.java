package org.normlab.net;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.net.layer.Layers;
import org.normlab.net.layer.Samples;
import org.normlab.norm.site.Activation;
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
 * (option B), as released code has it. With {@code preActivation} it is the network of He et al.
 * 2016 (arXiv:1603.05027): site and nonlinearity before every convolution, a last site {@code norm}
 * before the average, shortcuts without a site.
 */
@Named(value = "resnet", summary = "The CIFAR residual network of depth 6n+2.")
public record Resnet(
    @Setting(value = "depth 6n+2", preset = "20", min = 8, max = 1202) int depth,
    @Setting(value = "channels of the first stage", preset = "16", min = 1, max = 1024) int width,
    @Setting(value = "site and nonlinearity before each convolution", preset = "false")
        boolean preActivation,
    @Setting(value = Activations.MEANING, preset = "null") @Nullable Activation activation)
    implements Architecture, Checked {
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
  public Architecture withActivation(Activation other) {
    return new Resnet(depth, width, preActivation, other);
  }

  @Override
  public Value forward(Layers layers, Samples samples, Value x) {
    List<Integer> widths = List.of(width, 2 * width, 4 * width);
    return new SmallResidual(width, widths, (depth - 2) / 6, preActivation, activation)
        .forward(layers, samples, x);
  }
}
