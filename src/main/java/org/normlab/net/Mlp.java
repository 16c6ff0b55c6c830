package org.normlab.net;

import java.util.List;
import org.normlab.data.Outline;
import org.normlab.norm.Normalization;
import org.normlab.setting.Named;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;

@Named(value = "mlp", summary = "Fully connected layers.")
public record Mlp(
    @Setting(
            value = "width of each hidden layer",
            preset = "[256,256,256]",
            min = 1,
            max = 65536,
            minSize = 1,
            maxSize = 256)
        List<Integer> hidden,
    @Setting(
            value = "nonlinearity",
            preset = "\"relu\"",
            oneOf = {"relu", "selu", "gelu", "tanh", "elu", "silu"})
        String activation,
    @Setting(value = "dropout rate after each nonlinearity", preset = "0", min = 0, below = 1)
        double dropout)
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
