package org.normlab.net;

import java.util.List;
import org.normlab.net.layer.Layers;
import org.normlab.net.layer.Samples;
import org.normlab.norm.site.Weight;
import org.normlab.setting.Checked;
import org.normlab.setting.Named;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;
import org.normlab.torch.Value;

/**
 * Vision transformer (Dosovitskiy et al. 2021, arXiv:2010.11929): square patches of an image, each
 * a token by the linear layer {@code patch}, plus an embedding {@code position}; {@link
 * TransformerBlocks} with sites before branches; the mean over tokens; {@code output}. Difference
 * from the paper: the mean instead of a class token (as Beyer et al. 2022, arXiv:2205.01580).
 */
@Named(
    value = "vit",
    summary = "A vision transformer over patches, with mean pooling; by default with adamw.",
    presets = TransformerBlocks.PRESETS)
public record Vit(
    @Setting(value = "pixels of a patch each way", preset = "4", min = 1, max = 1024) int patch,
    @Setting(value = "blocks of attention and mlp", preset = "6", min = 1, max = 256) int blocks,
    @Setting(value = "attention heads", preset = "3", min = 1, max = 256) int heads,
    @Setting(value = "numbers of a token", preset = "192", min = 1, max = 16384) int width)
    implements Architecture, Checked {

  @Override
  public List<Problem> problems() {
    return Attention.problems(heads, width, false);
  }

  @Override
  public List<Problem> problems(Samples samples) {
    if (!samples.areImages()) {
      return List.of(Images.needed("vit", samples));
    }
    int height = samples.shape().get(1);
    int across = samples.shape().get(2);
    if (height % patch == 0 && across % patch == 0) {
      return List.of();
    }
    return List.of(
        new Problem(
            "/patch",
            "patch must divide the images' %d×%d pixels; received %d"
                .formatted(height, across, patch)));
  }

  @Override
  public Value forward(Layers layers, Samples samples, Value x) {
    List<Integer> shape = samples.shape();
    int tokens = (shape.get(1) / patch) * (shape.get(2) / patch);
    int numbers = shape.getFirst() * patch * patch;
    Weight embedding =
        new Weight("patch", List.of(width, numbers), TransformerBlocks.INITIAL, null);
    Value h = layers.linear(Tokens.patches(layers.graph(), x, patch), embedding, false);
    h = Tokens.placed(layers.graph(), h, tokens, width, TransformerBlocks.INITIAL);
    Attention attention = new Attention(heads, width, tokens, false, false);
    h = new TransformerBlocks(blocks, attention, TransformerBlocks.PRE, 0).forward(layers, h);
    h = Tokens.mean(layers.graph(), h, tokens);
    return layers.output(h, width, samples.classes(), TransformerBlocks.INITIAL);
  }
}
