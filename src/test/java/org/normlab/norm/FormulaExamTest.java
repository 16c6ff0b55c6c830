package org.normlab.norm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.normlab.norm.Exam.distance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.normlab.norm.site.Axes;
import org.normlab.norm.site.Site;
import org.normlab.norm.site.Weight;
import org.normlab.setting.Named;
import org.normlab.torch.Graph;
import org.normlab.torch.Initial;
import org.normlab.torch.Kernel;
import org.normlab.torch.KernelRun;
import org.normlab.torch.KernelRun.Called;
import org.normlab.torch.Tensor;
import org.normlab.torch.Value;
import org.normlab.torch.Variable;

/**
 * Each method's file has its formula as a kernel that is written to be read, {@code FORMULA}; here
 * the fast kernels compute the same, and their gradients too, in float64.
 */
class FormulaExamTest {
  private static final int REPLICAS = 2;
  private static final double NEAR = 1e-9;

  /** Methods without a formula, and why. */
  private static final Map<String, String> WITHOUT =
      Map.of(
          "none", "there is nothing to compute",
          "self-normalizing", "it is an initialization and the activation SELU",
          "rezero", "it is a product with one number",
          "fixup", "it is an initialization and sums with single numbers",
          "kalman", "a site alone predicts nothing; ReferenceTest has independent numbers",
          "spectral", "power iterations only approach it; ReferenceTest has independent numbers",
          "normalize-and-project", "it acts after updates; ReferenceTest has independent numbers",
          "norm-matched-rate", "it acts after updates; ReferenceTest has independent numbers");

  /** Settings under which a formula is written: without warmup, one group of channels. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "batch-renorm", ",\"rMax\":1.5,\"dMax\":0.5,\"warmup\":0",
          "power", ",\"warmup\":0",
          "decorrelated", ",\"groupSize\":6");

  /** The backward pass is another than the derivative, on purpose. */
  private static final List<String> OWN_GRADIENT = List.of("power");

  private static final Kernel EFFECTIVE =
      new Kernel(
          """
          def effective_weight(p: List[Tensor], s: List[Tensor], like: Tensor) -> Tensor:
            none = annotate(List[Tensor], [])
            w = __torch__.forward(__torch__.parameter_forms(p), __torch__.state_forms(s), like, like, none, none)
            return (w if w.dim() == 4 else w.transpose(-2, -1)).reshape(like.size())
          """);

  private static String type(Class<?> method) {
    return method.getAnnotation(Named.class).value();
  }

  private static Map<String, Kernel> formulas() {
    Map<String, Kernel> formulas = new LinkedHashMap<>();
    Methods.all()
        .filter(
            method ->
                Stream.of(method.getDeclaredFields()).anyMatch(f -> f.getName().equals("FORMULA")))
        .forEach(method -> formulas.put(type(method), formula(method)));
    return formulas;
  }

  private static Kernel formula(Class<?> method) {
    try {
      return (Kernel) method.getDeclaredField("FORMULA").get(null);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static Normalization method(String type) {
    return SETTINGS.containsKey(type) ? Methods.of(type, SETTINGS.get(type)) : Exam.method(type);
  }

  private static boolean takesActivations(Kernel formula) {
    return formula.source().startsWith("def formula(x: Tensor");
  }

  static Stream<Arguments> sites() {
    return formulas().entrySet().stream()
        .filter(formula -> takesActivations(formula.getValue()))
        .flatMap(
            formula ->
                Stream.of(Axes.values())
                    .filter(axes -> run(formula.getKey(), axes).isDefined(Exam.BATCH))
                    .map(axes -> Arguments.of(formula.getKey(), axes)));
  }

  static Stream<Arguments> weights() {
    return formulas().entrySet().stream()
        .filter(formula -> !takesActivations(formula.getValue()))
        .flatMap(
            formula ->
                Stream.of(List.of(4, 5), List.of(4, 3, 3, 3))
                    .map(shape -> Arguments.of(formula.getKey(), shape)));
  }

  private static SiteRun run(String type, Axes axes) {
    return new SiteRun(method(type), axes, Exam.CHANNELS, REPLICAS);
  }

  @Test
  void everyMethodHasAFormulaOrAReasonForNone() {
    List<String> all = Methods.all().map(FormulaExamTest::type).toList();
    List<String> covered = new ArrayList<>(formulas().keySet());
    covered.addAll(WITHOUT.keySet());
    assertThat(covered).containsExactlyInAnyOrderElementsOf(all);
  }

  @ParameterizedTest
  @MethodSource("sites")
  void theKernelOfASiteComputesItsFormula(String type, Axes axes) {
    SiteRun run = run(type, axes);
    double[] x = Exam.input(run, 2, 0.5);
    double[] upstream = Exam.noise(2, x.length, 1, 0);
    Map<String, double[]> values = run.start();
    values.replaceAll((name, start) -> name.contains("running") ? start : moved(name, start));
    Map<String, double[]> parameters = new HashMap<>(values);
    parameters.keySet().removeIf(name -> name.contains("running") || name.contains("Projection"));
    SiteRun.Passed fast = run.pass(x, upstream, parameters);
    int positions = axes == Axes.IMAGE ? SiteRun.HEIGHT * SiteRun.WIDTH : 1;
    int sample = REPLICAS * Exam.CHANNELS * positions;
    long[] shape = {x.length / sample, REPLICAS, Exam.CHANNELS, positions};
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("x", Tensor.doubles(x, shape));
    values.forEach((name, v) -> tensors.put(afterDot(name), perReplica(v)));
    Formula formula = new Formula(method(type), formulas().get(type), tensors, site(axes));
    Called plain = formula.gradients(Tensor.doubles(upstream, shape));
    assertThat(distance(fast.output(), plain.result().values())).isLessThan(NEAR);
    if (!OWN_GRADIENT.contains(type)) {
      List<String> names = formula.differentiable();
      for (int i = 0; i < names.size(); i++) {
        double[] expected = plain.gradients().get(i).values();
        double[] found =
            names.get(i).equals("x")
                ? fast.inputGradient()
                : fast.gradients().get("s." + Formula.camelCase(names.get(i)));
        assertThat(distance(found, expected)).as(names.get(i)).isLessThan(NEAR);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("weights")
  void theWeightOfALayerIsItsFormula(String type, List<Integer> shape) {
    Graph graph = new Graph(REPLICAS, null);
    Value w = method(type).weight(graph, new Weight("layer", shape, null, null));
    List<Tensor> parameters = graph.parameters().stream().map(FormulaExamTest::drawn).toList();
    List<Tensor> states = graph.states().stream().map(FormulaExamTest::drawn).toList();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      tensors.put(afterDot(graph.parameters().get(i).name()), rows(parameters.get(i)));
    }
    for (int i = 0; i < states.size(); i++) {
      tensors.put(afterDot(graph.states().get(i).name()), rows(states.get(i)));
    }
    Tensor upstream = drawn(new Variable("upstream", Variable.Role.WEIGHT, Initial.ZEROS, shape));
    Called fast =
        KernelRun.of(
                EFFECTIVE,
                Variable.forms("parameter_forms", graph.parameters(), REPLICAS),
                Variable.forms("state_forms", graph.states(), REPLICAS),
                graph.toKernel("forward", w))
            .with(parameters, states, upstream)
            .gradients(upstream, "p");
    Formula formula = new Formula(method(type), formulas().get(type), tensors, null);
    Called plain = formula.gradients(rows(upstream));
    assertThat(distance(fast.result().values(), plain.result().values())).isLessThan(NEAR);
    List<String> names = formula.differentiable();
    assertThat(graph.parameters()).hasSameSizeAs(names);
    for (int i = 0; i < names.size(); i++) {
      assertThat(graph.parameters().get(i).name()).isEqualTo("layer." + names.get(i));
      double[] expected = plain.gradients().get(i).values();
      assertThat(distance(fast.gradients().get(i).values(), expected)).isLessThan(NEAR);
    }
  }

  /** {@code [R, shape]}. */
  private static Tensor drawn(Variable variable) {
    long[] shape = new long[variable.shape().size() + 1];
    Arrays.setAll(shape, i -> i == 0 ? REPLICAS : variable.shape().get(i - 1));
    int size = Math.toIntExact(REPLICAS * variable.size());
    return Tensor.doubles(Exam.noise(variable.name().hashCode(), size, 0.5, 1), shape);
  }

  /** {@code [R, shape]} as {@code [R, out, inputs]}. */
  private static Tensor rows(Tensor tensor) {
    long rows = tensor.shape()[1];
    return Tensor.doubles(
        tensor.values(), REPLICAS, rows, tensor.values().length / (REPLICAS * rows));
  }

  private static double[] moved(String name, double[] start) {
    double[] noise = Exam.noise(name.hashCode(), start.length, 0.3, 0);
    double[] moved = new double[start.length];
    Arrays.setAll(moved, i -> start[i] + noise[i]);
    return moved;
  }

  private static String afterDot(String name) {
    return name.substring(name.indexOf('.') + 1);
  }

  /** {@code [R, n, 1]}. */
  private static Tensor perReplica(double[] values) {
    return Tensor.doubles(values, REPLICAS, values.length / REPLICAS, 1);
  }

  private static Site site(Axes axes) {
    return SiteRun.site(axes, Exam.CHANNELS);
  }
}
