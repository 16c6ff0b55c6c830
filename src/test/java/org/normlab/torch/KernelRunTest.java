package org.normlab.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class KernelRunTest {
  private static final Tensor X = Tensor.doubles(new double[] {1, 2, 3, 4}, 2, 2);
  private static final Tensor GAMMA = Tensor.doubles(new double[] {10, 100}, 2);

  private static final Kernel SCALE =
      new Kernel(
          """
          def scale(x: Tensor, gamma: Tensor, offset: Optional[Tensor], times: float) -> Tensor:
            y = x * gamma * times
            return y if offset is None else y + offset
          """);

  private static final Kernel LISTS =
      new Kernel(
          """
          def lists(p: List[Tensor], s: List[Tensor], terms: List[Tensor]) -> Tuple[Tensor, Tensor]:
            terms.append(p[0] * 3.0)
            s[0].add_(1.0)
            return p[0] * p[1], s[0]
          """);

  @Test
  void givesTheResult() {
    assertThat(KernelRun.of(SCALE).with(X, GAMMA, Value.NONE, 2.0).result().values())
        .containsExactly(20, 400, 60, 800);
    assertThat(KernelRun.of(SCALE).with(X, GAMMA, GAMMA, 2.0).result().values())
        .containsExactly(30, 500, 70, 900);
  }

  @Test
  void givesGradients() {
    KernelRun.Called called =
        KernelRun.of(SCALE).with(X, GAMMA, Value.NONE, 2.0).gradients(X, "gamma", "x");
    assertThat(called.gradients().get(0).values()).containsExactly(2 * (1 + 9), 2 * (4 + 16));
    assertThat(called.gradients().get(1).values()).containsExactly(20, 400, 60, 800);
  }

  @Test
  void givesListsAndWhatACallDidToItsArguments() {
    KernelRun.Called called =
        KernelRun.of(LISTS)
            .with(List.of(GAMMA, GAMMA), List.of(X), List.of())
            .gradients(GAMMA, "p");
    assertThat(called.results().get(0).values()).containsExactly(100, 10_000);
    assertThat(called.after().get("s").getFirst().values()).containsExactly(2, 3, 4, 5);
    assertThat(called.after().get("terms").getFirst().values()).containsExactly(30, 300);
    // 10 · 10 + 3 for the first factor, without the 3 of the term for the second.
    assertThat(called.gradients().get(0).values()).containsExactly(103, 10_003);
    assertThat(called.gradients().get(1).values()).containsExactly(100, 10_000);
  }

  @Test
  void refusesAnotherNumberOfArguments() {
    assertThatThrownBy(() -> KernelRun.of(SCALE).with(X))
        .hasMessageContaining("too few arguments for def scale(");
    assertThatThrownBy(() -> KernelRun.of(LISTS).with(X, X, X, X))
        .hasMessageContaining("too many arguments for def lists(");
  }
}
