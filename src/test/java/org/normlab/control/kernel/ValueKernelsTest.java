package org.normlab.control.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normlab.control.Dqn;
import org.normlab.torch.Kernel;
import org.normlab.torch.KernelRun;
import org.normlab.torch.Tensor;

class ValueKernelsTest {
  /** A network whose values are what it sees, times its seed. */
  private static final Kernel TIMES_SEED =
      new Kernel(
          """
          def forward_evaluation(p: List[Tensor], s: List[Tensor], x: Tensor, seeds: Tensor, terms: List[Tensor], notes: List[Tensor]) -> Tensor:
            return x * seeds
          """);

  /** Seen is [1, 2]; the learning network's seed is 5, the choosing one's -1, the target's 10. */
  @ParameterizedTest
  @CsvSource({"false, 20", "true, 10"})
  void networksOfATargetDrawApart(boolean doubleQ, double value) {
    Dqn usual = Dqn.USUAL;
    Dqn agent =
        new Dqn(
            usual.discount(),
            usual.replay(),
            usual.batchSize(),
            usual.learningStarts(),
            usual.every(),
            usual.targetEvery(),
            usual.loss(),
            doubleQ,
            false,
            1,
            null,
            null,
            null,
            null);
    Kernel bootstrapped =
        ValueKernels.of(agent, 2).stream()
            .filter(kernel -> kernel.name().equals("bootstrapped"))
            .findFirst()
            .orElseThrow();
    Tensor seen = Tensor.doubles(new double[] {1, 2}, 1, 2);
    Tensor gains = Tensor.doubles(new double[] {100, 0.5}, 1, 2);
    Tensor seeds = Tensor.longs(new long[] {5, -1, 10}, 3, 1);
    List<Tensor> nothing = List.of(seen);
    assertThat(
            KernelRun.of(bootstrapped, TIMES_SEED, Kernel.constant("replicas", 1))
                .with(nothing, nothing, nothing, nothing, seen, gains, seeds)
                .result()
                .values())
        .containsExactly(100 + 0.5 * value);
  }
}
