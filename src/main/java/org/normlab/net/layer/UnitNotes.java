package org.normlab.net.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.normlab.norm.site.Weight;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.Value;

/** Notes, for lines after the update, what hidden units answer; writes nothing unless asked to. */
public final class UnitNotes {
  private static final Kernel NOTE =
      new Kernel(
          """
          def note_activations(notes: List[Tensor], h: Tensor) -> None:
            notes.append(h.detach())
          """);

  private final Graph graph;
  private final boolean asked;
  private final List<Weight> weights = new ArrayList<>();
  private final List<Value> activations = new ArrayList<>();

  public UnitNotes(Graph graph, boolean asked) {
    this.graph = graph;
    this.asked = asked;
  }

  /**
   * Notes what the units of the last layer so far answer.
   *
   * @param layers weights of the hidden layers so far
   */
  void activated(List<Weight> layers, Value h) {
    if (asked) {
      graph.call(NOTE, graph.notes(), h);
      weights.add(layers.getLast());
      activations.add(graph.afterUpdate().note());
    }
  }

  /** The units of all layers, each read by the next one and the last by the output layer. */
  public List<HiddenUnits> units() {
    return IntStream.range(0, weights.size())
        .mapToObj(
            i -> {
              String next = i + 1 < weights.size() ? weights.get(i + 1).layer() : "output";
              return new HiddenUnits(weights.get(i), next, activations.get(i));
            })
        .toList();
  }
}
