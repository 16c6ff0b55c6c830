package org.normlab.net;

import java.util.List;
import org.normlab.setting.Problem;
import org.normlab.torch.Value;

/** Which network is trained: one record a family, its settings and construction in one file. */
public sealed interface Architecture
    permits Mlp, ResidualMlp, Highway, Convnet, Vgg, Resnet, WideResnet, Resnet224 {

  /** Why this network cannot be built for such samples; pointers relative to the architecture. */
  default List<Problem> problems(Samples samples) {
    return List.of();
  }

  /**
   * Writes the forward pass.
   *
   * @param x a batch: {@code [B, R·features]}, or {@code [B, R·channels, height, width]} for images
   * @return logits {@code [B, R·classes]}
   */
  Value forward(Layers layers, Samples samples, Value x);
}
