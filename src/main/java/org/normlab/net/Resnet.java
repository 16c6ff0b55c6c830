package org.normlab.net;

import java.util.List;
import org.normlab.data.Outline;
import org.normlab.norm.Normalization;
import org.normlab.setting.Checked;
import org.normlab.setting.Named;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;

@Named(value = "resnet", summary = "The CIFAR residual network of depth 6n+2.")
public record Resnet(
    @Setting(value = "depth 6n+2", preset = "20", min = 8, max = 1202) int depth,
    @Setting(value = "channels of the first stage", preset = "16", min = 1, max = 1024) int width,
    @Setting(
            value = "nonlinearity",
            preset = "\"relu\"",
            oneOf = {"relu", "selu", "gelu", "tanh", "elu", "silu"})
        String activation)
    implements Architecture, Checked {
  @Override
  public List<Problem> problems() {
    return (depth - 2) % 6 == 0
        ? List.of()
        : List.of(
            new Problem("/depth", "depth must be 6n+2 (8, 14, 20, 26, 32 …); received " + depth));
  }

  @Override
  public List<Problem> problems(Outline data, Normalization normalization) {
    return List.of();
  }

  @Override
  public long parameterCount(Outline data, Normalization normalization) {
    return 0;
  }
}
