package org.normlab.train.step;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.normlab.net.Network;
import org.normlab.optim.Optimizer;
import org.normlab.torch.Kernel;
import org.normlab.torch.Variable;
import org.normlab.torch.Variable.Role;

/**
 * How the text of a step calls the optimizer: on which tensors, with which rates.
 *
 * @param uniform whether one row of rates serves all replicas
 * @param plasticity what is done beside the optimizer
 */
public record UpdateText(
    Network network, Optimizer optimizer, boolean uniform, PlasticityText plasticity) {
  Kernel kernel() {
    return uniform ? optimizer.uniform() : optimizer.perReplica();
  }

  /** Tensors as the optimizer's kernel takes them. */
  String arranged(String list) {
    return uniform
        ? "__torch__.in_memory(" + list + ")"
        : "__torch__.rows(" + list + ", %(replicas))";
  }

  /** The first moments of all parameters, then the second ones, each in its parameter's form. */
  String moments() {
    int n = network.parameters().size();
    return IntStream.range(0, optimizer.moments())
        .mapToObj(i -> "__torch__.parameter_forms(m[%d:%d])".formatted(i * n, (i + 1) * n))
        .collect(Collectors.joining(" + "));
  }

  /**
   * Gradient norms, asked for once a call, or in every step for clipping or where {@code always}
   * has it; and adaptive clipping.
   */
  String clipping(boolean always) {
    return norm(always) + (optimizer.adaptiveClip() == null ? "" : "\n" + adaptive());
  }

  private String norm(boolean always) {
    if (optimizer.clip() != null) {
      return "    norm = __torch__.clip(__torch__.rows(g, %(replicas)), " + optimizer.clip() + ")";
    }
    String norm = "norm = __torch__.gradient_norm(__torch__.rows(g, %(replicas)))";
    return always ? "    " + norm : "    if k == steps - 1:\n      " + norm;
  }

  /** The output layer, which no normalizer follows, is exempt, as its authors have it. */
  private String adaptive() {
    List<Integer> which =
        IntStream.range(0, network.parameters().size())
            .filter(i -> network.parameters().get(i).role() != Role.OUTPUT)
            .boxed()
            .toList();
    return "    __torch__.clip_adaptively(%s, %s, %d, %s)"
        .formatted(
            pick("pf", which), pick("g", which), network.replicas(), optimizer.adaptiveClip());
  }

  /** One call for all parameters that share their rates and whether they decay. */
  String calls() {
    Map<String, List<Integer>> parts = new LinkedHashMap<>();
    for (int i = 0; i < network.parameters().size(); i++) {
      String rates = rates(network.parameters().get(i));
      parts.computeIfAbsent(rates, _ -> new ArrayList<>()).add(i);
    }
    if (parts.size() == 1) {
      return call("up", "ug", "um", parts.keySet().iterator().next());
    }
    return parts.entrySet().stream()
        .map(part -> part(part.getValue(), part.getKey()))
        .collect(Collectors.joining("\n"));
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
    return (atFirstRate ? "__torch__.at_first_rate(%(rates))" : "%(rates)")
        + (decays ? ", 1.0" : ", 0.0");
  }

  private String part(List<Integer> which, String rates) {
    int n = network.parameters().size();
    List<Integer> moments =
        IntStream.range(0, optimizer.moments())
            .boxed()
            .flatMap(moment -> which.stream().map(i -> i + moment * n))
            .toList();
    return call(pick("up", which), pick("ug", which), pick("um", moments), rates);
  }

  private String call(String parameters, String gradients, String moments, String rates) {
    return "    __torch__.%s(%s, %s, %s, %s)"
        .formatted(kernel().name(), parameters, gradients, moments, rates);
  }

  private static String pick(String list, List<Integer> which) {
    return which.stream().map(i -> list + "[" + i + "]").toList().toString();
  }
}
