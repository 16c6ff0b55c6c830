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
 * The wide residual network of Zagoruyko and Komodakis 2016 (arXiv:1605.07146, table 1) for small
 * images: the pre-activation network of depth 6n + 4 whose stages have {@code widen} times 16, 32
 * and 64 channels. WRN-28-10 is {@code depth} 28, {@code widen} 10. Difference from the paper: no
 * dropout between the convolutions of a block.
 */
@Named(
    value = "wide-resnet",
    summary = "The pre-activation residual network of depth 6n+4 with wide stages.")
public record WideResnet(
    @Setting(value = "depth 6n+4", preset = "16", min = 10, max = 1204) int depth,
    @Setting(
            value = "channels of the stages, in units of 16, 32 and 64",
            preset = "4",
            min = 1,
            max = 64)
        int widen,
    @Setting(value = Activations.MEANING, preset = "null") @Nullable Activation activation)
    implements Architecture, Checked {
  private static final int STEM = 16;

  @Override
  public List<Problem> problems() {
    return (depth - 4) % 6 == 0
        ? List.of()
        : List.of(
            new Problem("/depth", "depth must be 6n+4 (10, 16, 22, 28, 34 …); received " + depth));
  }

  @Override
  public List<Problem> problems(Samples samples) {
    return samples.areImages() ? List.of() : List.of(Images.needed("wide-resnet", samples));
  }

  @Override
  public Architecture withActivation(Activation other) {
    return new WideResnet(depth, widen, other);
  }

  @Override
  public Value forward(Layers layers, Samples samples, Value x) {
    List<Integer> widths = List.of(STEM * widen, 2 * STEM * widen, 4 * STEM * widen);
    return new SmallResidual(STEM, widths, (depth - 4) / 6, true, activation)
        .forward(layers, samples, x);
  }
}
