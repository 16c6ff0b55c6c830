package org.normlab.control.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.normlab.Algorithms;
import org.normlab.torch.Kernel;
import org.normlab.torch.KernelRun;
import org.normlab.torch.Tensor;
import tools.jackson.databind.JsonNode;

/**
 * The parts {@code dqn}, {@code c51}, {@code dueling}, {@code noisyLinear} and {@code prioritized}
 * of the reference numbers, in float32 and float64.
 */
class AgentReferenceTest {
  /** A target may fall on an atom within rounding. */
  private static final double AT_AN_ATOM = 1e-9;

  private static Stream<Given> cases(String part) {
    return Stream.of(DataType.FLOAT32, DataType.FLOAT64)
        .flatMap(type -> Algorithms.part(part).values().stream().map(one -> new Given(one, type)));
  }

  static Stream<Given> dqn() {
    return cases("dqn");
  }

  static Stream<Given> c51() {
    return cases("c51");
  }

  static Stream<Given> dueling() {
    return cases("dueling");
  }

  static Stream<Given> noisyLinear() {
    return cases("noisyLinear");
  }

  static Stream<Given> prioritized() {
    return cases("prioritized");
  }

  private static Tensor run(String kernel, Object... arguments) {
    return KernelRun.of(AgentKernels.ofValues(kernel)).with(arguments).result();
  }

  private static Tensor chooser(Given given, String online, String target) {
    return given.tensor(given.json().path("double").asBoolean() ? online : target);
  }

  /** The mean over rows of a loss, and its gradient by the first argument of what it takes. */
  private static Tensor gradient(String text, Given given, Object... arguments) {
    Kernel loss =
        new Kernel(
            text,
            List.of(
                AgentKernels.ofValues("of_action"),
                AgentKernels.ofValues("huber"),
                AgentKernels.ofValues("distribution_of"),
                AgentKernels.ofValues("cross_entropy")));
    Tensor one = new Tensor(new double[] {1}, given.type());
    return KernelRun.of(loss).with(arguments).gradients(one, "q").gradients().getFirst();
  }

  @ParameterizedTest
  @MethodSource("dqn")
  void valuesAreTheReference(Given given) {
    Tensor target =
        run(
            "value_target",
            given.tensor("reward"),
            given.factor(),
            given.tensor("nextQTarget"),
            chooser(given, "nextQOnline", "nextQTarget"));
    given.same("target", target, given.tensor("target"));
    Tensor value = run("of_action", given.tensor("q"), given.longs("action"));
    given.same("huberLoss", Given.mean(run("huber", value, target)));
    given.same("squaredLoss", Given.mean(run("squared", value, target)));
    String mean =
        """
        def mean_huber(q: Tensor, action: Tensor, target: Tensor) -> Tensor:
          return __torch__.huber(__torch__.of_action(q, action), target).mean()
        """;
    given.same(
        "gradient",
        gradient(mean, given, given.tensor("q"), given.longs("action"), target),
        given.tensor("gradientOfQHuber"));
  }

  @ParameterizedTest
  @MethodSource("c51")
  void distributionsAreTheReference(Given given) {
    Object[] support = {given.number("minimum"), given.number("maximum")};
    Tensor target = given.tensor("nextLogitsTarget");
    Tensor chooser = chooser(given, "nextLogitsOnline", "nextLogitsTarget");
    Tensor projected =
        run(
            "distribution_target",
            given.tensor("reward"),
            given.factor(),
            target,
            chooser,
            support[0],
            support[1]);
    given.same("projected", projected, given.tensor("projected"), AT_AN_ATOM);
    Tensor logits = given.tensor("logits");
    Tensor chosen = run("distribution_of", logits, given.longs("action"));
    Tensor entropy = run("cross_entropy", chosen, projected);
    given.same("crossEntropy", entropy, given.tensor("crossEntropy"), AT_AN_ATOM);
    String mean =
        """
        def mean_entropy(q: Tensor, action: Tensor, target: Tensor) -> Tensor:
          return __torch__.cross_entropy(__torch__.distribution_of(q, action), target).mean()
        """;
    given.same(
        "gradient",
        gradient(mean, given, logits, given.longs("action"), projected),
        given.tensor("gradientOfLogits"),
        AT_AN_ATOM);
  }

  @ParameterizedTest
  @MethodSource("dueling")
  void duelsAreTheReference(Given given) {
    given.same(
        "combined",
        run("duel", given.tensor("value"), given.tensor("advantage")),
        given.tensor("combined"));
  }

  /** {@code [out, in]} of the reference as {@code [in, out]}, or back. */
  private static Tensor transposed(Tensor matrix) {
    int rows = (int) matrix.shape()[0];
    int columns = (int) matrix.shape()[1];
    double[] values = new double[rows * columns];
    Arrays.setAll(values, i -> matrix.values()[i % rows * columns + i / rows]);
    return new Tensor(values, matrix.type(), columns, rows);
  }

  @ParameterizedTest
  @MethodSource("noisyLinear")
  void noiseIsTheReference(Given given) {
    Kernel layer =
        new Kernel(
            """
            def noisy(x: Tensor, mean: Tensor, deviation: Tensor, bias: Tensor, bias_deviation: Tensor, noise_in: Tensor, noise_out: Tensor) -> Tensor:
              weight = __torch__.noisy_weight(mean, deviation, noise_in, noise_out)
              return torch.addmm(__torch__.noisy_bias(bias, bias_deviation, noise_out), x, weight)
            """,
            List.of(AgentKernels.ofValues("noisy_weight"), AgentKernels.ofValues("noisy_bias")));
    KernelRun.Called called =
        KernelRun.of(layer)
            .with(
                given.tensor("input"),
                transposed(given.tensor("mean")),
                transposed(given.tensor("deviation")),
                given.tensor("biasMean"),
                given.tensor("biasDeviation"),
                given.tensor("noiseIn"),
                given.tensor("noiseOut"))
            .gradients(
                given.tensor("gradientOfOutput"), "x", "mean", "deviation", "bias_deviation");
    given.same("output", called.result(), given.tensor("output"));
    List<Tensor> gradients = called.gradients();
    given.same("x", gradients.get(0), given.tensor("gradientOfInput"));
    given.same("mean", transposed(gradients.get(1)), given.tensor("gradientOfMean"));
    given.same("deviation", transposed(gradients.get(2)), given.tensor("gradientOfDeviation"));
    given.same("bias", gradients.get(3), given.tensor("gradientOfBiasDeviation"));
  }

  @ParameterizedTest
  @MethodSource("prioritized")
  void prioritiesAreTheReference(Given given) {
    int size = given.json().path("absoluteError").size();
    for (int width : List.of(1, 3, 4, size)) {
      replay(given, (size + width - 1) / width, width);
    }
  }

  private static void replay(Given given, int blocks, int width) {
    Object[] how = {given.number("alpha"), given.number("epsilon")};
    Tensor plain = priority(given.tensor("absoluteError"), how);
    given.same("priority", plain, given.tensor("priority"));
    // What fills the last block is never drawn.
    double[] filled = Arrays.copyOf(plain.values(), blocks * width);
    Tensor priorities = new Tensor(filled, given.type(), 1, blocks, width);
    int batch = given.json().path("draws").size();
    Tensor draws = Given.tensor(given.json().path("draws"), DataType.FLOAT64);
    List<Tensor> drawn =
        KernelRun.of(AgentKernels.ofPriorities("drawn_places"))
            .with(priorities, new Tensor(draws.values(), DataType.FLOAT64, batch, 1))
            .call()
            .results();
    assertThat(drawn.getFirst().values()).containsExactly(given.longs("index").values());
    given.same("weight", weight(given, drawn.get(1), priorities), given.tensor("weight"));
    Tensor later = priority(given.tensor("newAbsoluteError"), how);
    Tensor after =
        KernelRun.of(AgentKernels.ofPriorities("set_priorities"))
            .with(priorities, drawn.getFirst(), new Tensor(later.values(), later.type(), batch, 1))
            .result();
    double[] own = Arrays.copyOf(after.values(), plain.values().length);
    given.same("after", new Tensor(own, given.type(), own.length), given.tensor("priorityAfter"));
  }

  private static Tensor priority(Tensor error, Object... how) {
    return KernelRun.of(AgentKernels.ofPriorities("priority")).with(error, how[0], how[1]).result();
  }

  private static Tensor weight(Given given, Tensor found, Tensor priorities) {
    JsonNode all = given.json().path("absoluteError");
    return KernelRun.of(AgentKernels.ofPriorities("importance"))
        .with(found, priorities, all.size(), given.number("beta"))
        .result();
  }
}
