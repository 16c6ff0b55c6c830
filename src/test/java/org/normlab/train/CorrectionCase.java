package org.normlab.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import org.normlab.norm.site.Weight;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.Program;
import org.normlab.torch.Torch;
import org.normlab.torch.Value;
import org.normlab.torch.Variable;
import org.normlab.train.ReferenceCase.Numbers;

/** Reference cases of what becomes of an update: a weight before it, the update, the norms. */
final class CorrectionCase {
  private static final String METHODS =
      """
      def correct(self: __torch__.M, p: List[Tensor], s: List[Tensor], update: List[Tensor], rates: Tensor) -> Tensor:
        torch.set_grad_enabled(False)
        pf = __torch__.parameter_forms(p)
        before = __torch__.kept_before(pf)
        p[0].sub_(update[0])
        __torch__.after_update(pf, __torch__.state_forms(s), pf, before, pf, rates)
        return p[0]
      """;

  private CorrectionCase() {}

  static void check(ReferenceCase given, int replicas) {
    Map<String, Numbers> inputs = given.numbers("inputs");
    Numbers weight = inputs.get("weight");
    Graph graph = new Graph(replicas, null);
    Value made =
        given
            .method("\"reference\":\"a job\"")
            .weight(graph, new Weight("layer", weight.shape(), null, null));
    try (Torch torch = Torch.open("cpu", 1);
        Program program = torch.compile("test", METHODS, kernels(graph, made));
        NDManager scope = torch.scope()) {
      NDArray array = array(torch, weight, replicas);
      program.call(
          scope,
          "correct",
          new Program.Arguments()
              .list("p", List.of(array))
              .list(
                  "s",
                  List.of(array(torch, given.numbers("parameters").get("recordedNorm"), replicas)))
              .list("u", List.of(array(torch, inputs.get("update"), replicas)))
              .tensor(torch.hostDoubles(scope, new double[5 * replicas], 5, replicas)));
      given.check("weight", array, given.numbers("outputs").get("output"), "forward");
    }
  }

  private static List<Kernel> kernels(Graph graph, Value made) {
    return List.of(
        Variable.forms("parameter_forms", graph.parameters(), graph.replicas()),
        Variable.forms("state_forms", graph.states(), graph.replicas()),
        graph.toKernel("forward", made),
        graph.afterUpdate().keepKernel(),
        graph.afterUpdate().kernel());
  }

  private static NDArray array(Torch torch, Numbers numbers, int replicas) {
    long[] shape = new long[numbers.shape().size() + 1];
    shape[0] = replicas;
    for (int i = 1; i < shape.length; i++) {
      shape[i] = numbers.shape().get(i - 1);
    }
    return torch.floats(numbers.repeated(replicas), shape);
  }
}
