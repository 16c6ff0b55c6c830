package org.normlab.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.normlab.norm.site.Weight;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.KernelRun;
import org.normlab.torch.Tensor;
import org.normlab.torch.Torch;
import org.normlab.torch.Value;
import org.normlab.torch.Variable;
import org.normlab.train.ReferenceCase.Numbers;

/** Reference cases of one layer's weight: the effective weight, or the weight after an update. */
final class WeightCase {
  /** The weight that a layer multiplies by, of the shape of its parameter, as PyTorch has it. */
  private static final Kernel EFFECTIVE =
      new Kernel(
          """
          def effective_weight(p: List[Tensor], s: List[Tensor], like: Tensor) -> Tensor:
            none = annotate(List[Tensor], [])
            w = __torch__.forward(__torch__.parameter_forms(p), __torch__.state_forms(s), like, like, none, none)
            return (w if w.dim() == 4 else w.transpose(-2, -1)).reshape(like.size())
          """);

  private static final Kernel UPDATED =
      new Kernel(
          """
          def updated(p: List[Tensor], s: List[Tensor], rates: Tensor) -> None:
            pf = __torch__.parameter_forms(p)
            __torch__.after_update(pf, __torch__.state_forms(s), pf, pf, pf, rates)
          """);

  private static final String PREFIX = "layer.";

  private WeightCase() {}

  static void check(ReferenceCase given, int replicas) {
    Map<String, Numbers> gradients = given.numbers("gradients");
    String like = gradients.containsKey("direction") ? "direction" : "weight";
    Graph graph = new Graph(replicas, null);
    if (!given.json().get("training").booleanValue()) {
      graph = graph.forEvaluation();
    }
    Value weight = weight(given, graph, given.numbers("parameters").get(like));
    try (Torch torch = Torch.open("cpu", 1);
        NDManager scope = torch.scope()) {
      Numbers upstream = Numbers.of(given.json().get("upstream"));
      long[] shape = shape(given.numbers("parameters").get(like), replicas);
      Tensor all = Tensor.floats(upstream.repeated(replicas), shape);
      KernelRun.Called called =
          KernelRun.of(EFFECTIVE, kernels(graph, weight))
              .with(
                  tensors(graph, given.numbers("parameters"), replicas),
                  states(graph, given, replicas),
                  all)
              .gradients(all, "p");
      NDList results = new NDList(called.result().array(scope));
      called.gradients().forEach(gradient -> results.add(gradient.array(scope)));
      given.check(
          "weight", results.get(0), given.numbers("outputs").get("effectiveWeight"), "forward");
      assertThat(graph.parameters()).hasSameSizeAs(gradients.keySet());
      for (int i = 0; i < graph.parameters().size(); i++) {
        String name = name(graph.parameters().get(i));
        given.check(name + " gradient", results.get(i + 1), gradients.get(name), "gradient");
      }
      given
          .numbers("stateAfter")
          .forEach(
              (name, expected) ->
                  given.check(
                      name, called.after().get("s").getFirst().array(scope), expected, "forward"));
    }
  }

  static void checkProjection(ReferenceCase given, int replicas) {
    Numbers before = given.numbers("inputs").get("weight");
    Graph graph = new Graph(replicas, null);
    Value weight = weight(given, graph, before);
    double[] rates = new double[5 * replicas];
    Arrays.fill(rates, 3 * replicas, 4 * replicas, 1);
    KernelRun.Called called =
        KernelRun.of(UPDATED, kernels(graph, weight))
            .with(
                tensors(graph, given.numbers("inputs"), replicas),
                states(graph, given, replicas),
                Tensor.doubles(rates, 5, replicas))
            .call();
    try (Torch torch = Torch.open("cpu", 1);
        NDManager scope = torch.scope()) {
      NDArray after = called.after().get("p").getFirst().array(scope);
      given.check("weight", after, given.numbers("outputs").get("output"), "forward");
    }
  }

  private static Value weight(ReferenceCase given, Graph graph, Numbers like) {
    return given.method().weight(graph, new Weight("layer", like.shape(), null, null));
  }

  private static Kernel[] kernels(Graph graph, Value weight) {
    return new Kernel[] {
      Variable.forms("parameter_forms", graph.parameters(), graph.replicas()),
      Variable.forms("state_forms", graph.states(), graph.replicas()),
      graph.toKernel("forward", weight),
      graph.afterUpdate().kernel()
    };
  }

  private static List<Tensor> tensors(Graph graph, Map<String, Numbers> values, int replicas) {
    return graph.parameters().stream()
        .map(variable -> values.get(name(variable)))
        .map(numbers -> Tensor.floats(numbers.repeated(replicas), shape(numbers, replicas)))
        .toList();
  }

  /** {@code bound} and {@code initialNorm} are single numbers of the case; the rest is state. */
  private static List<Tensor> states(Graph graph, ReferenceCase given, int replicas) {
    List<Tensor> states = new ArrayList<>();
    for (Variable variable : graph.states()) {
      String name = name(variable);
      Numbers numbers =
          given.json().has(name)
              ? new Numbers(List.of(1), new double[] {given.json().get(name).doubleValue()})
              : given.numbers("state").get(name);
      states.add(Tensor.floats(numbers.repeated(replicas), shape(numbers, replicas)));
    }
    return states;
  }

  private static String name(Variable variable) {
    return variable.name().substring(PREFIX.length());
  }

  private static long[] shape(Numbers numbers, int replicas) {
    return Stream.concat(Stream.of(replicas), numbers.shape().stream())
        .mapToLong(Integer::longValue)
        .toArray();
  }
}
