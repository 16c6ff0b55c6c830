package org.normlab.study.recipe.claim;

import org.jspecify.annotations.Nullable;
import org.normlab.study.answer.ScoreTable;

/**
 * Describes how far apart two arms may be and still count as equal: a share of an effect that the
 * same study measures, so that the margin is small against what it could hide.
 *
 * @param share of the size of the effect, above 0 and below 1
 * @param effect in words
 * @param than what {@code arm} is compared with; null for {@code constant}
 * @param constant such as the accuracy of guessing
 */
public record Margin(double share, String effect, Arm arm, @Nullable Arm than, double constant) {
  public Margin {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException("share is " + share + "; allowed: above 0, below 1");
    }
  }

  public static Margin of(double share, String effect, Arm arm, Arm than) {
    return new Margin(share, effect, arm, than, 0);
  }

  public static Margin above(double share, String effect, Arm arm, double constant) {
    return new Margin(share, effect, arm, null, constant);
  }

  /** The effect by seed or block, with what became of its runs. */
  Pairs effect(ScoreTable table) {
    return than == null ? Pairs.of(table, arm, constant) : Pairs.of(table, arm, than);
  }

  @Override
  public String toString() {
    return "%s %% of %s".formatted(Contrast.number(100 * share), effect);
  }
}
