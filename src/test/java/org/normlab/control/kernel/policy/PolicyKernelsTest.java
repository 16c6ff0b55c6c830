package org.normlab.control.kernel.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.normlab.control.kernel.AgentKernels;
import org.normlab.torch.KernelRun;
import org.normlab.torch.Tensor;

class PolicyKernelsTest {
  private static Tensor run(String kernel, Object... arguments) {
    return KernelRun.of(AgentKernels.ofPolicies(kernel)).with(arguments).result();
  }

  private static Tensor sampled(float[] logits, double... uniform) {
    int actions = logits.length;
    float[] all = new float[uniform.length * actions];
    for (int i = 0; i < all.length; i++) {
      all[i] = logits[i % actions];
    }
    return run(
        "sampled",
        Tensor.floats(all, uniform.length, actions),
        Tensor.doubles(uniform, uniform.length));
  }

  /** Of probabilities ¼, ½ and ¼. */
  @Test
  void anActionIsDrawnWhereTheCumulatedProbabilityExceedsTheNumber() {
    float[] logits = {0, (float) Math.log(2), 0};
    assertThat(sampled(logits, 0, 0.2499, 0.2501, 0.7499, 0.7501, 1 - 0x1p-53).values())
        .containsExactly(0, 0, 1, 1, 2, 2);
  }

  @Test
  void noActionWithoutProbabilityIsDrawn() {
    float[] logits = {-2000, 0, -2000};
    assertThat(sampled(logits, 0, 0.5, 1 - 0x1p-53).values()).containsExactly(1, 1, 1);
  }

  /** A run that has lost its numbers still acts within its actions. */
  @Test
  void logitsThatAreNoNumbersGiveAnAction() {
    float[] logits = {Float.NaN, Float.NaN};
    assertThat(sampled(logits, 0, 0.9).values()).containsExactly(0, 0);
  }

  /** Of two replicas, the first has 1, 2, 3 and the second 10, 10, 40. */
  @Test
  void advantagesAreStandardizedWithinTheirReplica() {
    Tensor found =
        run("standardized_advantage", Tensor.floats(new float[] {1, 10, 2, 10, 3, 40}, 6), 2);
    double other = Math.sqrt(300);
    assertThat(found.values())
        .usingComparatorWithPrecision(1e-6)
        .containsExactly(-1, -10 / other, 0, -10 / other, 1, 20 / other);
  }

  /** Of equal advantages none is better than the others. */
  @Test
  void equalAdvantagesBecomeZero() {
    Tensor found = run("standardized_advantage", Tensor.floats(new float[] {5, 5, 5, 5}, 4), 1);
    for (double value : found.values()) {
      assertThat(value).isCloseTo(0, Offset.offset(1e-6));
    }
  }
}
