package org.normlab.net;

import java.util.List;
import org.normlab.net.layer.Layers;
import org.normlab.net.layer.Samples;
import org.normlab.norm.site.Axes;
import org.normlab.norm.site.Site;
import org.normlab.norm.site.Weight;
import org.normlab.setting.Named;
import org.normlab.setting.Setting;
import org.normlab.torch.Graph;
import org.normlab.torch.Initial;
import org.normlab.torch.Kernel;
import org.normlab.torch.Value;

/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al.
 * 2000) that predicts the next token: an embedding {@code token}, layers, {@code output}. Gates
 * stand in PyTorch's order i, f, g, o.
 *
 * <pre>[i f g o] = site(input(x) + recurrent(h))
 * c ← σ(f) c + σ(i) tanh(g)      h = σ(o) tanh(site(c))</pre>
 *
 * Sites, {@code layers.l.gates.norm} and {@code layers.l.cell.norm}, are those of recurrent layer
 * normalization (Ba, Kiros and Hinton 2016, arXiv:1607.06450, eq. 20–22), except that input and
 * recurrent part share one. Every sample starts from a memory of zeros.
 */
@Named(value = "lstm", summary = "Long short-term memory that predicts the next token.")
public record Lstm(
    @Setting(value = "numbers of a memory, and of a token", preset = "128", min = 1, max = 16384)
        int hidden,
    @Setting(value = "layers, one above the other", preset = "1", min = 1, max = 64) int layers,
    @Setting(value = "tokens seen at once", preset = "128", min = 1, max = 16384) int context)
    implements Architecture {
  private static final int GATES = 4;
  private static final Initial TOKEN = new Initial(0, 1);

  private static final Kernel CELL =
      new Kernel(
          """
          def lstm_cell(gates: Tensor, c: Tensor, replicas: int) -> Tensor:
            i, f, g, o = gates.view([c.size(0), replicas, 4, -1]).unbind(2)
            kept = torch.sigmoid(f) * c.view(f.size())
            return (kept + torch.sigmoid(i) * torch.tanh(g)).view(c.size())
          """);

  private static final Kernel OUT =
      new Kernel(
          """
          def lstm_out(gates: Tensor, c: Tensor, replicas: int) -> Tensor:
            o = gates.view([c.size(0), replicas, 4, -1]).select(2, 3)
            return (torch.sigmoid(o) * torch.tanh(c).view(o.size())).view(c.size())
          """);

  @Override
  public int window() {
    return context;
  }

  @Override
  public Value forward(Layers layers, Samples samples, Value x) {
    Value h = Tokens.embedded(layers.graph(), x, samples.classes(), hidden, TOKEN);
    for (int l = 0; l < this.layers; l++) {
      h = layer(layers, h, "layers." + l);
    }
    return layers.output(h, hidden, samples.classes());
  }

  /** The input's part of the gates for all moments at once, then one moment after another. */
  private Value layer(Layers layers, Value x, String name) {
    Weight input = new Weight(name + ".input", List.of(GATES * hidden, hidden), null, null);
    Weight recurrent = new Weight(name + ".recurrent", List.of(GATES * hidden, hidden), null, null);
    Value fromInput = layers.linear(x, input, true);
    Value weight = layers.weight(recurrent);
    Graph graph = layers.graph();
    Layers inner = layers.inner();
    Kernel moment = moment(inner, name, recurrent);
    graph.at(name);
    Value out =
        graph.call(
            loop(moment, graph.isProbing()),
            new Value("p"),
            new Value("s"),
            graph.seeds(),
            graph.terms(),
            graph.notes(),
            fromInput,
            weight,
            context);
    if (!graph.isProbing()) {
      return out;
    }
    graph.observeAll(inner.graph().observations(), new Value(out + "[1]"));
    return new Value(out + "[0]");
  }

  /** {@code moment(p, s, seeds, terms, notes, x, h, c, weight)} to the next h and c. */
  private Kernel moment(Layers layers, String name, Weight recurrent) {
    Graph graph = layers.graph();
    Value x = new Value("x");
    Value h = new Value("h");
    Value c = new Value("c");
    Value weight = new Value("weight");
    Value gates = layers.sum(x, layers.product(h, recurrent, weight));
    gates = layers.site(gates, site(name + ".gates.norm", GATES * hidden));
    graph.at(name);
    Value next = graph.call(CELL, gates, c, graph.replicas());
    Value memory = layers.site(next, site(name + ".cell.norm", hidden));
    graph.at(name);
    Value out = graph.call(OUT, gates, memory, graph.replicas());
    String mode = graph.training() ? "training" : "evaluation";
    return graph.toKernel(
        "moment_" + name.replace('.', '_') + "_" + mode,
        List.of(x, h, c, weight),
        graph.isProbing() ? List.of(out, next, graph.observed()) : List.of(out, next));
  }

  private static Site site(String name, int channels) {
    return new Site(name, channels, Axes.RECURRENT);
  }

  /**
   * Rows {@code [B·T, R·4·hidden]} to {@code [B·T, R·hidden]}; with probes also what the moments
   * observe, the mean over them.
   */
  private static Kernel loop(Kernel moment, boolean probing) {
    return new Kernel(
        """
        def loop_%1$s(p: List[Tensor], s: List[Tensor], seeds: Tensor, terms: List[Tensor], notes: List[Tensor], x: Tensor, weight: Tensor, tokens: int) -> %2$s:
          moments = x.view([-1, tokens, x.size(1)]).unbind(1)
          h = torch.zeros([moments[0].size(0), x.size(1) // 4], dtype=x.dtype, device=x.device)
          c = h
          out = annotate(List[Tensor], [])
          seen = annotate(List[Tensor], [])
          for t in range(tokens):
            h, c%3$s = __torch__.%1$s(p, s, seeds, terms, notes, moments[t], h, c, weight)
            out.append(h)%4$s
          return torch.stack(out, 1).view([x.size(0), -1])%5$s
        """
            .formatted(
                moment.name(),
                probing ? "Tuple[Tensor, Tensor]" : "Tensor",
                probing ? ", found" : "",
                probing ? "\n    seen.append(found)" : "",
                probing ? ", torch.stack(seen).mean(0)" : ""),
        List.of(moment));
  }
}
