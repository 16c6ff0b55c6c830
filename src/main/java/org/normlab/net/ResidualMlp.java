package org.normlab.net;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normlab.net.ResidualBlock.Step;
import org.normlab.net.layer.Layers;
import org.normlab.net.layer.Samples;
import org.normlab.norm.site.Activation;
import org.normlab.norm.site.Branch;
import org.normlab.setting.Named;
import org.normlab.setting.Setting;
import org.normlab.torch.Value;

/**
 * The residual rival of self-normalizing networks (Klambauer et al. 2017, arXiv:1706.02515, §3):
 * blocks of two or three linear layers {@code blocks.b.l} beside a shortcut, narrow within; a site
 * after every layer, a nonlinearity after each site and after the addition; {@code output}. Where
 * the width changes, the shortcut is linear with its own site. Images are flattened, channel by
 * channel.
 */
@Named(value = "residual-mlp", summary = "Residual blocks of fully connected layers.")
public record ResidualMlp(
    @Setting(value = "width between blocks", preset = "256", min = 1, max = 65536) int width,
    @Setting(value = "residual blocks", preset = "4", min = 1, max = 256) int blocks,
    @Setting(value = "linear layers of a block", preset = "2", min = 2, max = 3) int layersPerBlock,
    @Setting(
            value = "width within a block, as a part of the width between blocks",
            preset = "0.5",
            above = 0,
            max = 1)
        double bottleneck,
    @Setting(value = Activations.MEANING, preset = "null") @Nullable Activation activation)
    implements Architecture {

  @Override
  public Architecture withActivation(Activation other) {
    return new ResidualMlp(width, blocks, layersPerBlock, bottleneck, other);
  }

  @Override
  public Value forward(Layers layers, Samples samples, Value x) {
    Value h = layers.pooling().features(x, samples);
    int in = samples.features();
    int additions = 0;
    for (int b = 0; b < blocks; b++) {
      Branch branch = new Branch("blocks." + b, layersPerBlock, blocks, additions);
      ResidualBlock block = new ResidualBlock(branch, in, steps(), activation);
      h = block.forward(layers, h);
      additions = block.isProjected() ? 1 : additions + 1;
      in = width;
    }
    return layers.output(h, in, samples.classes());
  }

  private List<Step> steps() {
    int narrow = Math.max(1, (int) Math.round(bottleneck * width));
    return IntStream.range(0, layersPerBlock)
        .mapToObj(l -> Step.linear("" + l, l == layersPerBlock - 1 ? width : narrow))
        .toList();
  }
}
