package org.normlab.train.step;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.normlab.net.Network;
import org.normlab.optim.Clipping;
import org.normlab.optim.Optimizer;
import org.normlab.torch.Kernel;
import org.normlab.torch.Variable;
import org.normlab.torch.Variable.Role;

/**
 * The kernels by which a step turns gradients into updates: what is clipped, how tensors are handed
 * to the optimizer, with which rates, and what is done beside it.
 *
 * @param uniform whether one row of rates serves all replicas
 * @param scaled whether losses are scaled, and steps skipped
 * @param plasticity what is done beside the optimizer
 */
public record UpdateText(
    Network network,
    Optimizer optimizer,
    boolean uniform,
    boolean scaled,
    PlasticityText plasticity) {
  /** Tensors as the fused update of all replicas takes them. */
  private static final Kernel IN_MEMORY =
      new Kernel(
          """
          def arranged(tensors: List[Tensor]) -> List[Tensor]:
            return __torch__.in_memory(tensors)
          """);

  /** Tensors as updates with rates of each replica take them. */
  private static final Kernel ROWS =
      new Kernel(
          """
          def arranged(tensors: List[Tensor]) -> List[Tensor]:
            return __torch__.rows(tensors, __torch__.replicas())
          """);

  /** Gradient norms, asked for once a call. */
  private static final Kernel NORM_AT_END =
      new Kernel(
          """
          def clipped(g: List[Tensor], norm: Tensor, last: bool) -> Tensor:
            if last:
              return __torch__.gradient_norm(__torch__.rows(g, __torch__.replicas()))
            return norm
          """,
          List.of(Clipping.NORM));

  /** Gradient norms in every step, which shows whether its gradients overflowed. */
  private static final Kernel NORM_ALWAYS =
      new Kernel(
          """
          def clipped(g: List[Tensor], norm: Tensor, last: bool) -> Tensor:
            return __torch__.gradient_norm(__torch__.rows(g, __torch__.replicas()))
          """,
          List.of(Clipping.NORM));

  private static final Kernel NOT_BY_UNIT =
      new Kernel(
          """
          def clipped_by_unit(p: List[Tensor], g: List[Tensor]) -> None:
            return None
          """);

  List<Kernel> kernels() {
    List<Kernel> kernels = new ArrayList<>();
    kernels.add(uniform ? IN_MEMORY : ROWS);
    kernels.add(momentForms());
    kernels.add(clipped());
    kernels.add(clippedByUnit());
    kernels.add(update());
    kernels.addAll(scaled ? LossScaling.ON : LossScaling.OFF);
    kernels.addAll(plasticity.kernels());
    return kernels;
  }

  private Kernel optimizerKernel() {
    return uniform ? optimizer.uniform() : optimizer.perReplica();
  }

  /** The first moments of all parameters, then the second ones, each in its parameter's form. */
  private Kernel momentForms() {
    int n = network.parameters().size();
    String forms =
        IntStream.range(0, optimizer.moments())
            .mapToObj(i -> "__torch__.parameter_forms(m[%d:%d])".formatted(i * n, (i + 1) * n))
            .collect(Collectors.joining(" + "));
    return new Kernel(
        "def moment_forms(m: List[Tensor]) -> List[Tensor]:\n  return " + forms + "\n");
  }

  private Kernel clipped() {
    if (optimizer.clip() == null) {
      return scaled ? NORM_ALWAYS : NORM_AT_END;
    }
    return new Kernel(
        """
        def clipped(g: List[Tensor], norm: Tensor, last: bool) -> Tensor:
          return __torch__.clip(__torch__.rows(g, __torch__.replicas()), %s)
        """
            .formatted(optimizer.clip()),
        List.of(Clipping.CLIP));
  }

  /** The output layer, which no normalizer follows, is exempt, as its authors have it. */
  private Kernel clippedByUnit() {
    if (optimizer.adaptiveClip() == null) {
      return NOT_BY_UNIT;
    }
    List<Integer> which =
        IntStream.range(0, network.parameters().size())
            .filter(i -> network.parameters().get(i).role() != Role.OUTPUT)
            .boxed()
            .toList();
    return new Kernel(
        """
        def clipped_by_unit(p: List[Tensor], g: List[Tensor]) -> None:
          __torch__.clip_adaptively(%s, %s, __torch__.replicas(), %s)
        """
            .formatted(pick("p", which), pick("g", which), optimizer.adaptiveClip()),
        List.of(Clipping.ADAPTIVE));
  }

  /** One call of the optimizer for all parameters that share their rates and whether they decay. */
  private Kernel update() {
    Map<String, List<Integer>> parts = new LinkedHashMap<>();
    for (int i = 0; i < network.parameters().size(); i++) {
      String rates = rates(network.parameters().get(i));
      parts.computeIfAbsent(rates, _ -> new ArrayList<>()).add(i);
    }
    String calls =
        parts.size() == 1
            ? call("p", "g", "m", parts.keySet().iterator().next())
            : parts.entrySet().stream()
                .map(part -> part(part.getValue(), part.getKey()))
                .collect(Collectors.joining());
    return new Kernel(
        "def update(p: List[Tensor], g: List[Tensor], m: List[Tensor], rates: Tensor) -> None:\n"
            + calls
            + "  return None\n",
        List.of(optimizerKernel()));
  }

  /** The rates of a parameter, and the factor on its decay. */
  private String rates(Variable parameter) {
    boolean decays =
        network.normalization().decaysOutputOnly()
            ? parameter.role() == Role.OUTPUT
            : optimizer.decayNormalization() || parameter.role() != Role.SCALE;
    boolean atFirstRate =
        network.normalization().keepsFirstRate()
            && network.hiddenWeights().containsValue(parameter);
    return (atFirstRate ? "__torch__.at_first_rate(rates)" : "rates")
        + (decays ? ", 1.0" : ", 0.0");
  }

  private String part(List<Integer> which, String rates) {
    int n = network.parameters().size();
    List<Integer> moments =
        IntStream.range(0, optimizer.moments())
            .boxed()
            .flatMap(moment -> which.stream().map(i -> i + moment * n))
            .toList();
    return call(pick("p", which), pick("g", which), pick("m", moments), rates);
  }

  private String call(String parameters, String gradients, String moments, String rates) {
    return "  __torch__.%s(%s, %s, %s, %s)\n"
        .formatted(optimizerKernel().name(), parameters, gradients, moments, rates);
  }

  private static String pick(String list, List<Integer> which) {
    return which.stream().map(i -> list + "[" + i + "]").toList().toString();
  }
}
