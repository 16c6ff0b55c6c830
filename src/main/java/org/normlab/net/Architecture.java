package org.normlab.net;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.net.layer.Layers;
import org.normlab.net.layer.Samples;
import org.normlab.norm.site.Activation;
import org.normlab.setting.Problem;
import org.normlab.torch.Value;

/**
 * Describes which network is trained: one record a family, its settings and construction in one
 * file.
 */
public sealed interface Architecture
    permits Mlp,
        ResidualMlp,
        Highway,
        Convnet,
        Vgg,
        Resnet,
        WideResnet,
        Resnet224,
        Vit,
        Transformer,
        Lstm {

  /**
   * Explains why this network cannot be built for such samples; pointers relative to the
   * architecture.
   */
  default List<Problem> problems(Samples samples) {
    return List.of();
  }

  /**
   * Returns how many tokens of a text this network sees at once; 0 when it is not made for text.
   * Texts are for these networks alone, and these networks for texts.
   */
  default int window() {
    return 0;
  }

  /** The nonlinearity asked for; null where none is, or where the network has no choice. */
  default @Nullable Activation activation() {
    return null;
  }

  /** The same network with another nonlinearity; itself where it has no choice. */
  default Architecture withActivation(Activation other) {
    return this;
  }

  /**
   * Writes the forward pass.
   *
   * @param x a batch: {@code [B, R·features]}, {@code [B, R·channels, height, width]} for images,
   *     or ids {@code [B·T, R]} (int64) for text, the tokens of a sample below each other
   * @return logits {@code [B, R·classes]}; for text of every next token, {@code [B·T, R·classes]}
   */
  Value forward(Layers layers, Samples samples, Value x);
}
