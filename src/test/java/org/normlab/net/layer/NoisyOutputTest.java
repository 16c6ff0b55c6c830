package org.normlab.net.layer;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.norm.NoNorm;
import org.normlab.torch.Graph;
import org.normlab.torch.Initial;
import org.normlab.torch.KernelFile;
import org.normlab.torch.KernelRun;
import org.normlab.torch.Tensor;
import org.normlab.torch.Torch;
import org.normlab.torch.Value;
import org.normlab.torch.Variable;

/** Output layers with noise beside the same formulas in loops. */
class NoisyOutputTest {
  private static final int IN = 5;
  private static final int ACTIONS = 3;
  private static final int ATOMS = 2;
  private static final int OUT = ACTIONS * ATOMS;
  private static final int BATCH = 4;
  private static final long[] SEEDS = {11, 1L << 40, 7};
  private static final Offset<Double> NEAR = Offset.offset(1e-12);

  private static Graph graph(int replicas) {
    return new Graph(replicas, null);
  }

  private static Value layer(Graph graph, @Nullable Duel duel) {
    return new OutputLayer(graph, new NoNorm(), duel, new WeightNoise(0.5))
        .of(new Value("x"), IN, OUT, Initial.lecun(IN));
  }

  private static Tensor numbers(Random random, long... shape) {
    int size = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    return Tensor.doubles(random.doubles(size, -1, 1).toArray(), shape);
  }

  private static Tensor seeds(int replicas) {
    return Tensor.longs(Arrays.copyOf(SEEDS, replicas), replicas);
  }

  /** Noise {@code [R, IN + out]} of the layer with this drawing. */
  private static double[] noise(int replicas, int out, int drawing) {
    return KernelRun.of(
            KernelFile.read("agent.py", KernelFile.read("replicas.py")).kernel("layer_noise"))
        .with(numbers(new Random(0), replicas, IN, out), seeds(replicas), drawing)
        .result()
        .values();
  }

  private static double scaled(double noise) {
    return Math.signum(noise) * Math.sqrt(Math.abs(noise));
  }

  /**
   * One replica of a layer in loops.
   *
   * @param parameters means of weights and biases and their deviations, as the graph has them
   * @param first place of the layer's parameters
   */
  private record Head(List<Tensor> parameters, int first, int out, int replica, double[] noise) {
    double in(int i) {
      return scaled(noise[replica * (IN + out) + i]);
    }

    double out(int o) {
      return scaled(noise[replica * (IN + out) + IN + o]);
    }

    private double weight(int parameter, int i, int o) {
      return parameters.get(first + parameter).values()[(replica * IN + i) * out + o];
    }

    private double bias(int parameter, int o) {
      return parameters.get(first + parameter).values()[replica * out + o];
    }

    double weight(int i, int o) {
      return weight(0, i, o) + weight(2, i, o) * in(i) * out(o);
    }

    double[] answer(double[] x) {
      double[] y = new double[out];
      for (int o = 0; o < out; o++) {
        y[o] = bias(1, o) + bias(3, o) * out(o);
        for (int i = 0; i < IN; i++) {
          y[o] += x[i] * weight(i, o);
        }
      }
      return y;
    }

    /** Adds the gradients by the layer's parameters and its input, of one sample. */
    void differentiate(double[] x, double[] g, List<double[]> gradients, double[] byInput) {
      for (int o = 0; o < out; o++) {
        gradients.get(first + 1)[replica * out + o] += g[o];
        gradients.get(first + 3)[replica * out + o] += g[o] * out(o);
        for (int i = 0; i < IN; i++) {
          int at = (replica * IN + i) * out + o;
          gradients.get(first)[at] += g[o] * x[i];
          gradients.get(first + 2)[at] += g[o] * x[i] * in(i) * out(o);
          byInput[i] += g[o] * weight(i, o);
        }
      }
    }
  }

  private static double[] row(Tensor all, int sample, int replica, int size) {
    int width = (int) all.shape()[1];
    int from = sample * width + replica * size;
    return Arrays.copyOfRange(all.values(), from, from + size);
  }

  /** Parameters in their forms, as random numbers. */
  private static List<Tensor> parameters(Graph graph, Random random) {
    int replicas = graph.replicas();
    return graph.parameters().stream()
        .map(
            p ->
                p.shape().size() == 1
                    ? numbers(random, (long) replicas * p.shape().getFirst())
                    : replicas == 1
                        ? numbers(random, IN, p.shape().getFirst())
                        : numbers(random, replicas, IN, p.shape().getFirst()))
        .toList();
  }

  private static void near(Tensor found, double[] expected) {
    assertThat(found.values()).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(found.values()[i]).as("number %d", i).isCloseTo(expected[i], NEAR);
    }
  }

  private static List<double[]> zeros(List<Tensor> like) {
    return like.stream().map(p -> new double[p.values().length]).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void isAPlainLayerOfNoisedWeights(int replicas) {
    Graph graph = graph(replicas);
    Value y = layer(graph, null);
    Random random = new Random(5);
    List<Tensor> p = parameters(graph, random);
    Tensor x = numbers(random, BATCH, replicas * IN);
    Tensor upstream = numbers(random, BATCH, replicas * OUT);
    KernelRun.Called called =
        KernelRun.of(graph.toKernel("forward", y))
            .with(p, List.of(x), x, seeds(replicas), List.of(), List.of())
            .gradients(upstream, "p", "x");
    double[] noise = noise(replicas, OUT, 0);
    double[] expected = new double[BATCH * replicas * OUT];
    List<double[]> gradients = zeros(p);
    double[] byInput = new double[x.values().length];
    for (int b = 0; b < BATCH; b++) {
      for (int r = 0; r < replicas; r++) {
        Head head = new Head(p, 0, OUT, r, noise);
        double[] in = row(x, b, r, IN);
        System.arraycopy(head.answer(in), 0, expected, (b * replicas + r) * OUT, OUT);
        double[] own = new double[IN];
        head.differentiate(in, row(upstream, b, r, OUT), gradients, own);
        System.arraycopy(own, 0, byInput, (b * replicas + r) * IN, IN);
      }
    }
    near(called.result(), expected);
    for (int i = 0; i < p.size(); i++) {
      near(called.gradients().get(i), gradients.get(i));
    }
    near(called.gradients().getLast(), byInput);
  }

  @Test
  void bothLayersOfADuelHaveNoiseOfTheirOwn() {
    Graph graph = graph(3);
    Value y = layer(graph, new Duel(ACTIONS, ATOMS));
    Random random = new Random(6);
    List<Tensor> p = parameters(graph, random);
    Tensor x = numbers(random, BATCH, 3 * IN);
    Tensor upstream = numbers(random, BATCH, 3 * OUT);
    KernelRun.Called called =
        KernelRun.of(graph.toKernel("forward", y))
            .with(p, List.of(x), x, seeds(3), List.of(), List.of())
            .gradients(upstream, "p");
    double[] expected = new double[BATCH * 3 * OUT];
    List<double[]> gradients = zeros(p);
    for (int b = 0; b < BATCH; b++) {
      for (int r = 0; r < 3; r++) {
        Head state = new Head(p, 0, ATOMS, r, noise(3, ATOMS, 0));
        Head advantage = new Head(p, 4, OUT, r, noise(3, OUT, 1));
        double[] in = row(x, b, r, IN);
        double[] g = row(upstream, b, r, OUT);
        double[] v = state.answer(in);
        double[] a = advantage.answer(in);
        for (int i = 0; i < OUT; i++) {
          expected[(b * 3 + r) * OUT + i] = v[i % ATOMS] + a[i] - overActions(a, i) / ACTIONS;
        }
        double[] byState = new double[ATOMS];
        Arrays.setAll(byState, i -> overActions(g, i));
        double[] byAdvantage = new double[OUT];
        Arrays.setAll(byAdvantage, i -> g[i] - overActions(g, i) / ACTIONS);
        state.differentiate(in, byState, gradients, new double[IN]);
        advantage.differentiate(in, byAdvantage, gradients, new double[IN]);
      }
    }
    near(called.result(), expected);
    for (int i = 0; i < p.size(); i++) {
      near(called.gradients().get(i), gradients.get(i));
    }
  }

  /** The sum over actions of the numbers of an atom. */
  private static double overActions(double[] all, int i) {
    double sum = 0;
    for (int at = i % ATOMS; at < OUT; at += ATOMS) {
      sum += all[at];
    }
    return sum;
  }

  @Test
  void noiseIsNormalAndEachReplicasOwn() {
    double[] noise = noise(3, 20_000, 4);
    int width = IN + 20_000;
    for (int r = 0; r < 3; r++) {
      double[] own = Arrays.copyOfRange(noise, r * width, (r + 1) * width);
      double squares = Arrays.stream(own).map(e -> e * e).average().orElseThrow();
      assertThat(Arrays.stream(own).average().orElseThrow()).isCloseTo(0, Offset.offset(0.04));
      assertThat(squares).isCloseTo(1, Offset.offset(0.05));
    }
    assertThat(noise[0]).isNotEqualTo(noise[width]);
    assertThat(noise(1, 20_000, 4)).containsExactly(Arrays.copyOf(noise, width));
    assertThat(noise(1, 20_000, 5)[0]).isNotEqualTo(noise[0]);
  }

  @Test
  void startsAsInTheSource() {
    Graph graph = graph(1);
    layer(graph, null);
    List<Variable> all = graph.parameters();
    assertThat(all)
        .extracting(Variable::name)
        .containsExactly(
            "output.weight", "output.bias", "output.weightDeviation", "output.biasDeviation");
    double bound = 1 / Math.sqrt(IN);
    try (Torch torch = Torch.open("cpu", 1)) {
      for (Variable means : all.subList(0, 2)) {
        double[] drawn = drawn(means, torch);
        assertThat(Arrays.stream(drawn)).as(means.name()).allMatch(w -> Math.abs(w) <= bound);
        assertThat(Arrays.stream(drawn).map(Math::abs).max().orElseThrow())
            .isGreaterThan(bound / 2);
      }
      for (Variable deviations : all.subList(2, 4)) {
        assertThat(Arrays.stream(drawn(deviations, torch)))
            .as(deviations.name())
            .allMatch(w -> Math.abs(w - 0.5 * bound) < 1e-7);
      }
    }
  }

  private static double[] drawn(Variable variable, Torch torch) {
    try (NDArray start = torch.variable(variable, List.of(3L))) {
      return start.toType(DataType.FLOAT64, true).toDoubleArray();
    }
  }
}
