package org.normlab.norm.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normlab.norm.site.Activation;
import org.normlab.norm.site.Chain;
import org.normlab.norm.site.Chain.Link;
import org.normlab.norm.site.Chain.Moments;
import org.normlab.torch.Graph;
import org.normlab.torch.Initial;
import org.normlab.torch.Kernel;
import org.normlab.torch.KernelRun;
import org.normlab.torch.Tensor;
import org.normlab.torch.Value;
import org.normlab.torch.Variable;

/** What a Kalman site predicts by propagation, against a plain Monte-Carlo estimate. */
class PropagationKernelsTest {
  private static final int IN = 4;
  private static final int OUT = 3;

  /**
   * Each replica draws for itself, so that their mean has the accuracy of so many times 64 draws.
   */
  private static final int REPLICAS = 512;

  private static final double[] MEAN = {0.5, -1, 0, 2};
  private static final double[] VARIANCE = {1, 0.25, 4, 0.5};

  private record Predicted(double[] moments, double[] momentsGradient, double[] weightGradient) {}

  private static double[] weight(int size) {
    Random random = new Random(9);
    return IntStream.range(0, OUT * IN * size * size)
        .mapToDouble(i -> random.nextGaussian() / Math.sqrt(IN * size * size))
        .toArray();
  }

  private static Predicted predict(int replicas, int size, long firstSeed) {
    Graph graph = new Graph(replicas, null);
    List<Integer> shape = size == 1 ? List.of(OUT, IN) : List.of(OUT, IN, size, size);
    Variable variable = new Variable("w", Variable.Role.WEIGHT, Initial.ZEROS, shape);
    Value w = graph.parameter(variable);
    Link layer =
        size == 1 ? new Chain.Linear(w, Value.NONE) : new Chain.Convolution(w, Value.NONE, size);
    Value moments = new Value("x");
    Chain chain =
        new Chain(
            List.of(new Moments(moments, IN, IN)),
            List.of(new Chain.Nonlinearity(Activation.RELU), layer));
    Value y = PropagationKernels.predict(graph, moments, chain, OUT);
    double[] prior = new double[2 * replicas * IN];
    for (int i = 0; i < replicas * IN; i++) {
      prior[i] = MEAN[i % IN];
      prior[replicas * IN + i] = VARIANCE[i % IN];
    }
    double[] ones = new double[2 * replicas * OUT];
    Arrays.fill(ones, 1);
    KernelRun.Called called =
        KernelRun.of(graph.toKernel("forward", y))
            .with(
                List.of(form(replicas, size)),
                List.of(),
                Tensor.doubles(prior, 2, 1, (long) replicas * IN),
                Tensor.longs(LongStream.range(firstSeed, firstSeed + replicas).toArray(), replicas),
                List.of(),
                List.of())
            .gradients(Tensor.doubles(ones, 2, 1, (long) replicas * OUT), "x", "p");
    return new Predicted(
        called.result().values(),
        called.gradients().get(0).values(),
        called.gradients().get(1).values());
  }

  /** The same weight for each replica, in the form in which kernels take it. */
  private static Tensor form(int replicas, int size) {
    double[] once = weight(size);
    if (size == 1) {
      double[] columns = new double[once.length];
      Arrays.setAll(columns, i -> once[i % OUT * IN + i / OUT]);
      return replicas == 1
          ? Tensor.doubles(columns, IN, OUT)
          : Tensor.doubles(repeated(columns, replicas), replicas, IN, OUT);
    }
    return Tensor.doubles(repeated(once, replicas), (long) replicas * OUT, IN, size, size);
  }

  private static double[] repeated(double[] once, int times) {
    double[] all = new double[times * once.length];
    Arrays.setAll(all, i -> once[i % once.length]);
    return all;
  }

  /** Mean and variance of each output over many Gaussian patches. */
  private static double[][] estimate(int size, int draws) {
    Random random = new Random(17);
    double[] w = weight(size);
    int inputs = IN * size * size;
    double[] sum = new double[OUT];
    double[] squares = new double[OUT];
    double[] x = new double[inputs];
    for (int k = 0; k < draws; k++) {
      for (int i = 0; i < inputs; i++) {
        int channel = i / (size * size);
        x[i] = Math.max(0, MEAN[channel] + Math.sqrt(VARIANCE[channel]) * random.nextGaussian());
      }
      for (int o = 0; o < OUT; o++) {
        double y = 0;
        for (int i = 0; i < inputs; i++) {
          y += w[o * inputs + i] * x[i];
        }
        sum[o] += y;
        squares[o] += y * y;
      }
    }
    double[][] moments = new double[2][OUT];
    for (int o = 0; o < OUT; o++) {
      moments[0][o] = sum[o] / draws;
      moments[1][o] = squares[o] / draws - moments[0][o] * moments[0][o];
    }
    return moments;
  }

  @ParameterizedTest
  @CsvSource({"1", "3"})
  void predictsTheMomentsOfGaussianInput(int size) {
    double[] predicted = predict(REPLICAS, size, 0).moments();
    double[][] expected = estimate(size, 400_000);
    for (int o = 0; o < OUT; o++) {
      double mean = 0;
      double variance = 0;
      for (int r = 0; r < REPLICAS; r++) {
        mean += predicted[r * OUT + o] / REPLICAS;
        variance += predicted[(REPLICAS + r) * OUT + o] / REPLICAS;
      }
      // 512 · 64 draws: four standard errors of the mean; a biased variance is 63/64 of the true.
      double error = 4 * Math.sqrt(expected[1][o] / (64.0 * REPLICAS));
      assertThat(mean).isCloseTo(expected[0][o], within(error));
      assertThat(variance * 64 / 63).isCloseTo(expected[1][o], within(0.06 * expected[1][o]));
    }
  }

  @Test
  void eachReplicaDrawsFromItsOwnSeed() {
    double[] all = predict(3, 3, 5).moments();
    for (int r = 0; r < 3; r++) {
      double[] alone = predict(1, 3, 5 + r).moments();
      for (int o = 0; o < OUT; o++) {
        assertThat(all[r * OUT + o]).isCloseTo(alone[o], within(1e-12));
        assertThat(all[(3 + r) * OUT + o]).isCloseTo(alone[OUT + o], within(1e-12));
      }
    }
    assertThat(all[0]).isNotEqualTo(all[OUT]);
  }

  @Test
  void thePredictionIsDifferentiated() {
    Predicted one = predict(1, 3, 0);
    assertThat(one.momentsGradient()).doesNotContain(0).hasSize(2 * IN);
    // Channel 1 is at −1 ± 0.5, so that a rectifier may have shut out all 64 draws of a weight.
    long shut = IntStream.range(0, OUT * IN * 9).filter(i -> one.weightGradient()[i] == 0).count();
    assertThat(shut).isLessThan(OUT * 9);
    assertThat(one.weightGradient()).hasSize(OUT * IN * 9);
  }

  private static double[] guarded(double[] observed, double[] prior) {
    Graph graph = new Graph(1, null);
    Kernel split = new Kernel("def part(x: Tensor, i: int) -> Tensor:\n  return x[i]\n");
    Value observation = graph.call(split, new Value("x"), 0);
    Value prediction = graph.call(split, new Value("x"), 1);
    Value gain = graph.call(KalmanKernels.FIXED, 0.25, observation);
    Value y = graph.call(KalmanKernels.GUARDED, observation, prediction, gain, 1);
    double[] both = new double[observed.length + prior.length];
    System.arraycopy(observed, 0, both, 0, observed.length);
    System.arraycopy(prior, 0, both, observed.length, prior.length);
    return KernelRun.of(graph.toKernel("forward", y))
        .with(
            List.of(),
            List.of(),
            Tensor.doubles(both, 2, 2, 1, observed.length / 2),
            Tensor.longs(new long[1], 1),
            List.of(),
            List.of())
        .result()
        .values();
  }

  @Test
  void aPredictionOfAnotherScaleIsNotUsed() {
    double[] observed = {1, 2, 1, 4};
    // μ = μ⁻ + q (m − μ⁻), v = v⁻ + q (s − v⁻) + q (1 − q) (m − μ⁻)² with q = 1/4.
    assertThat(guarded(observed, new double[] {0, 0, 2, 2}))
        .containsExactly(new double[] {0.25, 0.5, 1.75 + 0.1875, 2.5 + 0.75}, within(1e-12));
    assertThat(guarded(observed, new double[] {0, 0, 150, 300})).containsExactly(observed);
  }
}
