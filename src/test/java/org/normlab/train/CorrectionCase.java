package org.normlab.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import org.normlab.norm.site.Weight;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.KernelRun;
import org.normlab.torch.Tensor;
import org.normlab.torch.Torch;
import org.normlab.torch.Value;
import org.normlab.torch.Variable;
import org.normlab.train.ReferenceCase.Numbers;

/** Reference cases of what becomes of an update: a weight before it, the update, the norms. */
final class CorrectionCase {
  private static final Kernel CORRECTED =
      new Kernel(
          """
          def corrected(p: List[Tensor], s: List[Tensor], update: Tensor, rates: Tensor) -> None:
            pf = __torch__.parameter_forms(p)
            before = __torch__.kept_before(pf)
            p[0].sub_(update)
            __torch__.after_update(pf, __torch__.state_forms(s), pf, before, pf, rates)
          """);

  private CorrectionCase() {}

  static void check(ReferenceCase given, int replicas) {
    Map<String, Numbers> inputs = given.numbers("inputs");
    Numbers weight = inputs.get("weight");
    Graph graph = new Graph(replicas, null);
    Value made =
        given
            .method("\"reference\":\"a job\"")
            .weight(graph, new Weight("layer", weight.shape(), null, null));
    KernelRun.Called called =
        KernelRun.of(CORRECTED, kernels(graph, made))
            .with(
                List.of(tensor(weight, replicas)),
                List.of(tensor(given.numbers("parameters").get("recordedNorm"), replicas)),
                tensor(inputs.get("update"), replicas),
                Tensor.doubles(new double[5 * replicas], 5, replicas))
            .call();
    try (Torch torch = Torch.open("cpu", 1);
        NDManager scope = torch.scope()) {
      NDArray after = called.after().get("p").getFirst().array(scope);
      given.check("weight", after, given.numbers("outputs").get("output"), "forward");
    }
  }

  private static Kernel[] kernels(Graph graph, Value made) {
    return new Kernel[] {
      Variable.forms("parameter_forms", graph.parameters(), graph.replicas()),
      Variable.forms("state_forms", graph.states(), graph.replicas()),
      graph.toKernel("forward", made),
      graph.afterUpdate().keepKernel(),
      graph.afterUpdate().kernel()
    };
  }

  private static Tensor tensor(Numbers numbers, int replicas) {
    long[] shape = new long[numbers.shape().size() + 1];
    shape[0] = replicas;
    for (int i = 1; i < shape.length; i++) {
      shape[i] = numbers.shape().get(i - 1);
    }
    return Tensor.floats(numbers.repeated(replicas), shape);
  }
}
