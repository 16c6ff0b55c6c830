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
import org.normlab.torch.Program;
import org.normlab.torch.Torch;
import org.normlab.torch.Value;
import org.normlab.torch.Variable;
import org.normlab.train.ReferenceCase.Numbers;

/** Reference cases of one layer's weight: the effective weight, or the weight after an update. */
final class WeightCase {
  /** {@code logical} undoes the form of a matrix, so that weights compare as PyTorch has them. */
  private static final String METHODS =
      """
      def logical(self: __torch__.M, w: Tensor) -> Tensor:
        if w.dim() == 4:
          return w
        return w.transpose(1, 2) if w.dim() == 3 else w.t()

      def run(self: __torch__.M, p: List[Tensor], s: List[Tensor], upstream: Tensor) -> List[Tensor]:
        torch.set_grad_enabled(True)
        leaves = [q.detach().requires_grad_(True) for q in p]
        w = __torch__.forward(__torch__.parameter_forms(leaves), __torch__.state_forms(s), upstream, upstream, annotate(List[Tensor], []), annotate(List[Tensor], []))
        w = self.logical(w).reshape(upstream.size())
        found = torch.grad([(w * upstream).sum()], leaves, None, False, False, False)
        result = [w.detach().contiguous()]
        for g in found:
          if g is not None:
            result.append(g.contiguous())
        return result

      def update(self: __torch__.M, p: List[Tensor], s: List[Tensor], rates: Tensor) -> Tensor:
        torch.set_grad_enabled(False)
        pf = __torch__.parameter_forms(p)
        __torch__.after_update(pf, __torch__.state_forms(s), pf, pf, pf, rates)
        return p[0]
      """;

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
        Program program = program(torch, graph, weight);
        NDManager scope = torch.scope()) {
      List<NDArray> states = states(torch, graph, given, replicas);
      NDArray upstream =
          torch.floats(
              Numbers.of(given.json().get("upstream")).repeated(replicas),
              shape(given.numbers("parameters").get(like), replicas));
      NDList results =
          program.call(
              scope,
              "run",
              new Program.Arguments()
                  .list("p", arrays(torch, graph, given.numbers("parameters"), replicas))
                  .list("s", states)
                  .tensor(upstream));
      given.check(
          "weight", results.get(0), given.numbers("outputs").get("effectiveWeight"), "forward");
      assertThat(graph.parameters()).hasSameSizeAs(gradients.keySet());
      for (int i = 0; i < graph.parameters().size(); i++) {
        String name = name(graph.parameters().get(i));
        given.check(name + " gradient", results.get(i + 1), gradients.get(name), "gradient");
      }
      given
          .numbers("stateAfter")
          .forEach((name, expected) -> given.check(name, states.getFirst(), expected, "forward"));
    }
  }

  static void checkProjection(ReferenceCase given, int replicas) {
    Numbers before = given.numbers("inputs").get("weight");
    Graph graph = new Graph(replicas, null);
    Value weight = weight(given, graph, before);
    try (Torch torch = Torch.open("cpu", 1);
        Program program = program(torch, graph, weight);
        NDManager scope = torch.scope()) {
      List<NDArray> parameters = arrays(torch, graph, given.numbers("inputs"), replicas);
      double[] rates = new double[4 * replicas];
      Arrays.fill(rates, 3 * replicas, rates.length, 1);
      program.call(
          scope,
          "update",
          new Program.Arguments()
              .list("p", parameters)
              .list("s", states(torch, graph, given, replicas))
              .tensor(torch.hostDoubles(scope, rates, 4, replicas)));
      given.check(
          "weight", parameters.getFirst(), given.numbers("outputs").get("output"), "forward");
    }
  }

  private static Value weight(ReferenceCase given, Graph graph, Numbers like) {
    return given.method().weight(graph, new Weight("layer", like.shape(), null, null));
  }

  private static Program program(Torch torch, Graph graph, Value weight) {
    List<Kernel> kernels =
        List.of(
            Variable.forms("parameter_forms", graph.parameters(), graph.replicas()),
            Variable.forms("state_forms", graph.states(), graph.replicas()),
            graph.toKernel("forward", weight),
            graph.afterUpdate().kernel());
    return torch.compile("test", METHODS, kernels);
  }

  private static List<NDArray> arrays(
      Torch torch, Graph graph, Map<String, Numbers> values, int replicas) {
    List<NDArray> arrays = new ArrayList<>();
    for (Variable variable : graph.parameters()) {
      Numbers numbers = values.get(name(variable));
      arrays.add(torch.floats(numbers.repeated(replicas), shape(numbers, replicas)));
    }
    return arrays;
  }

  /** {@code bound} and {@code initialNorm} are single numbers of the case; the rest is state. */
  private static List<NDArray> states(Torch torch, Graph graph, ReferenceCase given, int replicas) {
    List<NDArray> arrays = new ArrayList<>();
    for (Variable variable : graph.states()) {
      String name = name(variable);
      Numbers numbers =
          given.json().has(name)
              ? new Numbers(List.of(1), new double[] {given.json().get(name).doubleValue()})
              : given.numbers("state").get(name);
      arrays.add(torch.floats(numbers.repeated(replicas), shape(numbers, replicas)));
    }
    return arrays.isEmpty() ? List.of(torch.floats(new float[1], 1)) : arrays;
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
