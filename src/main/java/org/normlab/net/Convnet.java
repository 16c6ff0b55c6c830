package org.normlab.net;

import java.util.List;
import org.normlab.data.Outline;
import org.normlab.norm.Normalization;
import org.normlab.setting.Named;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;

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
    @Setting(
            value = "nonlinearity",
            preset = "\"relu\"",
            oneOf = {"relu", "selu", "gelu", "tanh", "elu", "silu"})
        String activation)
    implements Architecture {
  @Override
  public List<Problem> problems(Outline data, Normalization normalization) {
    return List.of();
  }

  @Override
  public long parameterCount(Outline data, Normalization normalization) {
    return 0;
  }
}
