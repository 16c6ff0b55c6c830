package org.normlab.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.normlab.norm.site.Axes;
import org.normlab.norm.site.Chain;
import org.normlab.norm.site.Site;
import org.normlab.torch.Graph;
import org.normlab.torch.Initial;
import org.normlab.torch.Kernel;
import org.normlab.torch.KernelRun;
import org.normlab.torch.Tensor;
import org.normlab.torch.Torch;
import org.normlab.torch.Value;
import org.normlab.torch.Variable;
import org.normlab.train.ReferenceCase.Numbers;

/** Reference cases of one site: output, gradients and state of the method's own kernel. */
final class SiteCase {
  private static final Kernel MOMENTS =
      new Kernel(
          """
          def given_moments(mean: Tensor, variance: Tensor) -> Tensor:
            return torch.stack([mean, variance]).unsqueeze(1)
          """);

  private SiteCase() {}

  static void check(ReferenceCase given, int replicas) {
    Numbers input = given.numbers("inputs").get("input");
    boolean image = given.json().get("axes").stringValue().equals("image");
    int channels = input.shape().get(image ? 1 : input.shape().size() - 1);
    Graph graph = new Graph(replicas, null);
    if (!given.json().get("training").booleanValue()) {
      graph = graph.forEvaluation();
    }
    Site site = new Site("site", channels, image ? Axes.IMAGE : Axes.DENSE);
    Value x = new Value("x");
    Numbers previous = given.numbers("inputs").get("previousMean");
    Value y =
        previous == null
            ? given.method().normalize(graph, site, x)
            : given.method().site(graph, site, x, chain(graph, previous.data().length)).value();
    run(given, graph, y, image, replicas);
  }

  /** The posterior of the site before, as if it were trained, so that its gradient is asked for. */
  private static Chain chain(Graph graph, int length) {
    Value moments =
        graph.call(MOMENTS, given(graph, "Mean", length), given(graph, "Variance", length));
    return new Chain(List.of(new Chain.Moments(moments, length, length)), List.of());
  }

  private static Value given(Graph graph, String what, int length) {
    return graph.parameter(
        new Variable("site.previous" + what, Variable.Role.SCALE, Initial.ZEROS, List.of(length)));
  }

  static void checkFunction(ReferenceCase given, int replicas) {
    String name = given.method().nonlinearity().orElseThrow().toString();
    Graph graph = new Graph(replicas, null);
    Kernel kernel =
        new Kernel("def pointwise(x: Tensor) -> Tensor:\n  return torch.%s(x)\n".formatted(name));
    run(given, graph, graph.call(kernel, new Value("x")), false, replicas);
  }

  private static void run(ReferenceCase given, Graph graph, Value y, boolean image, int replicas) {
    Map<String, Numbers> state = given.numbers("state");
    try (Torch torch = Torch.open("cpu", 1);
        NDManager scope = torch.scope()) {
      Tensor x =
          Tensor.of(activation(torch, given.numbers("inputs").get("input"), image, replicas));
      Tensor upstream =
          Tensor.of(activation(torch, Numbers.of(given.json().get("upstream")), image, replicas));
      KernelRun.Called called =
          KernelRun.of(graph.toKernel("forward", y))
              .with(
                  Tensor.of(arrays(torch, graph.parameters(), trained(given), replicas)),
                  Tensor.of(arrays(torch, graph.states(), state, replicas)),
                  x,
                  x,
                  List.of(),
                  List.of())
              .gradients(upstream, "x", "p");
      NDList results = new NDList(called.result().array(scope));
      called.gradients().forEach(gradient -> results.add(gradient.array(scope)));
      List<NDArray> states =
          called.after().get("s").stream().map(tensor -> tensor.array(scope)).toList();
      NDList perReplica = new NDList();
      perReplica.add(replicasFirst(results.get(0), replicas));
      perReplica.add(replicasFirst(results.get(1), replicas));
      Map<String, Numbers> gradients = given.numbers("gradients");
      given.check("output", perReplica.get(0), given.numbers("outputs").get("output"), "forward");
      given.check("input gradient", perReplica.get(1), gradients.get("input"), "gradient");
      for (int i = 0; i < graph.parameters().size(); i++) {
        String name = name(graph.parameters().get(i));
        NDArray found = unform(results.get(i + 2), graph.parameters().get(i), replicas);
        given.check(name + " gradient", found, gradients.get(name), "gradient");
      }
      for (int i = 0; i < states.size(); i++) {
        String name = name(graph.states().get(i));
        NDArray found = unform(states.get(i), graph.states().get(i), replicas);
        given.check(name, found, given.numbers("stateAfter").get(name), "forward");
      }
      assertThat(graph.parameters()).hasSameSizeAs(trained(given).keySet());
      assertThat(graph.states()).hasSameSizeAs(state.keySet());
    }
  }

  /** Parameters, and inputs beside the activations. */
  private static Map<String, Numbers> trained(ReferenceCase given) {
    Map<String, Numbers> all = new HashMap<>(given.numbers("parameters"));
    all.putAll(given.numbers("inputs"));
    all.remove("input");
    return all;
  }

  private static String name(Variable variable) {
    return variable.name().substring("site.".length());
  }

  private static List<NDArray> arrays(
      Torch torch, List<Variable> variables, Map<String, Numbers> values, int replicas) {
    List<NDArray> arrays = new ArrayList<>();
    for (Variable variable : variables) {
      Numbers numbers = values.get(name(variable));
      arrays.add(
          form(
              torch.floats(numbers.repeated(replicas), (long) replicas * numbers.data().length),
              variable,
              replicas));
    }
    return arrays;
  }

  /** Matrices {@code [R, in, out]}, or {@code [in, out]} for one replica; the rest as vectors. */
  private static NDArray form(NDArray flat, Variable variable, int replicas) {
    if (variable.shape().size() != 2) {
      return flat;
    }
    int out = variable.shape().getFirst();
    NDArray turned = flat.reshape(replicas, out, -1).transpose(0, 2, 1);
    return replicas == 1 ? turned.squeeze(0) : turned;
  }

  private static NDArray unform(NDArray array, Variable variable, int replicas) {
    return variable.shape().size() == 2
        ? array.reshape(replicas, -1, variable.shape().getFirst()).transpose(0, 2, 1).reshape(-1)
        : array;
  }

  /** {@code [N, C, H, W]} as {@code [N, R·C, H, W]}; anything else as rows {@code [N, R·C]}. */
  private static NDArray activation(Torch torch, Numbers numbers, boolean image, int replicas) {
    List<Integer> shape = numbers.shape();
    int channels = shape.getLast();
    NDArray once =
        image
            ? torch.floats(numbers.floats(), shape.stream().mapToLong(i -> i).toArray())
            : torch.floats(numbers.floats(), numbers.data().length / channels, channels);
    NDArray[] copies = IntStream.range(0, replicas).mapToObj(r -> once).toArray(NDArray[]::new);
    return ai.djl.ndarray.NDArrays.concat(new NDList(copies), 1);
  }

  private static NDArray replicasFirst(NDArray array, int replicas) {
    long[] shape = array.getShape().getShape();
    return array.reshape(shape[0], replicas, -1).transpose(1, 0, 2).reshape(-1);
  }
}
