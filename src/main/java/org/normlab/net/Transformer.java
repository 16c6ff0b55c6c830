package org.normlab.net;

import java.util.List;
import org.normlab.net.layer.Layers;
import org.normlab.net.layer.Samples;
import org.normlab.setting.Checked;
import org.normlab.setting.Named;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;
import org.normlab.torch.Value;

/**
 * A language model: embeddings {@code token} and {@code position}, causal {@link
 * TransformerBlocks}, {@code output} to the next token of every token; weights are not tied.
 * Dropout follows the embeddings and each branch; attention itself has none. Source: Radford et al.
 * 2019 (GPT-2). Differences: untied output, exact GELU, no dropout of attention weights.
 */
@Named(
    value = "transformer",
    summary = "A causal transformer that predicts the next token; by default with adamw.",
    presets = TransformerBlocks.PRESETS)
public record Transformer(
    @Setting(value = "blocks of attention and mlp", preset = "6", min = 1, max = 256) int blocks,
    @Setting(value = "attention heads", preset = "4", min = 1, max = 256) int heads,
    @Setting(value = "numbers of a token", preset = "128", min = 1, max = 16384) int width,
    @Setting(value = "tokens seen at once", preset = "128", min = 1, max = 16384) int context,
    @Setting(
            value =
                "where sites are: before branches, after additions, or before and after branches",
            preset = "\"pre\"",
            oneOf = {TransformerBlocks.PRE, TransformerBlocks.POST, TransformerBlocks.SANDWICH})
        String placement,
    @Setting(value = "normalize queries and keys of each head by RMS", preset = "false")
        boolean queryKeyNorm,
    @Setting(
            value = "dropout rate of the embeddings and of each branch",
            preset = "0",
            min = 0,
            below = 1)
        double dropout)
    implements Architecture, Checked {

  @Override
  public List<Problem> problems() {
    return Attention.problems(heads, width, queryKeyNorm);
  }

  @Override
  public int window() {
    return context;
  }

  @Override
  public Value forward(Layers layers, Samples samples, Value x) {
    int vocabulary = samples.classes();
    Value h = Tokens.embedded(layers.graph(), x, vocabulary, width, TransformerBlocks.INITIAL);
    h = Tokens.placed(layers.graph(), h, context, width, TransformerBlocks.INITIAL);
    Attention attention = new Attention(heads, width, context, true, queryKeyNorm);
    h =
        new TransformerBlocks(blocks, attention, placement, dropout)
            .forward(layers, layers.dropout(h, dropout));
    return layers.output(h, width, vocabulary, TransformerBlocks.INITIAL);
  }
}
