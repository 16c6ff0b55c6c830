package org.normlab.train;

import org.normlab.setting.Named;

/** Names programs for people: {@code mlp-batch-2-runs}. */
public final class ProgramNames {
  private ProgramNames() {}

  public static String of(TrainingSpec spec, int runs) {
    return "%s-%s-%d-runs".formatted(word(spec.architecture()), word(spec.normalization()), runs);
  }

  private static String word(Object variant) {
    return variant.getClass().getAnnotation(Named.class).value();
  }
}
