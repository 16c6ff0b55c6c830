package org.normlab.net;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.net.layer.Layers;
import org.normlab.net.layer.Samples;
import org.normlab.norm.site.Activation;
import org.normlab.norm.site.Axes;
import org.normlab.setting.Named;
import org.normlab.setting.Setting;
import org.normlab.torch.Value;

/**
 * Multilayer perceptron: per hidden layer {@code hidden.i} linear → site → nonlinearity → dropout;
 * then {@code output}. Images are flattened, channel by channel.
 */
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
    @Setting(value = Activations.MEANING, preset = "null") @Nullable Activation activation,
    @Setting(value = "dropout rate after each nonlinearity", preset = "0", min = 0, below = 1)
        double dropout)
    implements Architecture {

  @Override
  public Architecture withActivation(Activation other) {
    return new Mlp(hidden, other, dropout);
  }

  @Override
  public Value forward(Layers layers, Samples samples, Value x) {
    Value h = layers.pooling().features(x, samples);
    int in = samples.features();
    for (int i = 0; i < hidden.size(); i++) {
      String name = "hidden." + i;
      int out = hidden.get(i);
      h = layers.site(layers.linear(h, name, in, out), name, out, Axes.DENSE);
      h = layers.dropout(layers.activate(h, activation, Axes.DENSE), dropout);
      in = out;
    }
    return layers.output(h, in, samples.classes());
  }
}
