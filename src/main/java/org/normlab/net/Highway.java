package org.normlab.net;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.net.layer.Layers;
import org.normlab.net.layer.Samples;
import org.normlab.norm.site.Activation;
import org.normlab.norm.site.Axes;
import org.normlab.norm.site.Weight;
import org.normlab.setting.Named;
import org.normlab.setting.Setting;
import org.normlab.torch.Initial;
import org.normlab.torch.Kernel;
import org.normlab.torch.Value;

/**
 * Highway network: a linear {@code stem} to the network's width → site → nonlinearity, then layers
 * that mix what they compute with what they were given.
 *
 * <pre>y = h · T + x · (1 − T)      h = ⟨act⟩(site(plain(x))),  T = sigmoid(gate(x))</pre>
 *
 * {@code layers.i.plain} has the site; {@code layers.i.gate} has none, and its bias starts at −1,
 * so that layers begin by passing most of their input on. {@code output} is linear. Images are
 * flattened, channel by channel. Source: Srivastava, Greff and Schmidhuber 2015, arXiv:1505.00387,
 * eq. 3. Difference from the paper: none.
 */
@Named(value = "highway", summary = "Fully connected layers with gates that let their input pass.")
public record Highway(
    @Setting(value = "width of each layer", preset = "256", min = 1, max = 65536) int width,
    @Setting(value = "highway layers", preset = "4", min = 1, max = 256) int depth,
    @Setting(value = Activations.MEANING, preset = "null") @Nullable Activation activation)
    implements Architecture {
  private static final Initial CARRY = new Initial(-1, 0);

  private static final Kernel MIX =
      new Kernel(
          """
          def highway(h: Tensor, gate: Tensor, x: Tensor) -> Tensor:
            return torch.lerp(x, h, torch.sigmoid(gate))
          """);

  @Override
  public Architecture withActivation(Activation other) {
    return new Highway(width, depth, other);
  }

  @Override
  public Value forward(Layers layers, Samples samples, Value x) {
    Value h = plain(layers, layers.pooling().features(x, samples), "stem", samples.features());
    for (int i = 0; i < depth; i++) {
      String name = "layers." + i;
      Value y = plain(layers, h, name + ".plain", width);
      Weight gate = new Weight(name + ".gate", List.of(width, width), null, null);
      Value carried = layers.linear(h, gate, false, CARRY);
      layers.graph().at(name);
      h = layers.graph().call(MIX, y, carried, h);
    }
    return layers.output(h, width, samples.classes());
  }

  private Value plain(Layers layers, Value x, String name, int in) {
    Value h = layers.site(layers.linear(x, name, in, width), name, width, Axes.DENSE);
    return layers.activate(h, activation, Axes.DENSE);
  }
}
