package org.normlab.train;

import java.util.List;
import org.normlab.net.Mlp;
import org.normlab.norm.DefinedInHalf;
import org.normlab.norm.Normalization;
import org.normlab.setting.Families;
import org.normlab.setting.Problem;
import org.normlab.setting.Words;
import org.normlab.torch.Precision;

/** Describes whether a network can compute in a number format. Pointers are relative to the job. */
final class PrecisionRules {
  private PrecisionRules() {}

  static List<Problem> problems(TrainingSpec spec) {
    if (spec.format() != Precision.FLOAT16_ALL) {
      return List.of();
    }
    if (!(spec.architecture() instanceof Mlp)) {
      return List.of(
          new Problem("/precision", "float16-all is for architecture mlp; float16 is for all"));
    }
    return spec.normalization() instanceof DefinedInHalf
        ? List.of()
        : List.of(
            new Problem(
                "/precision",
                "float16-all is for normalization %s, whose statistics are made in halves; float16 is for all"
                    .formatted(
                        Words.all(Families.words(Normalization.class, DefinedInHalf.class)))));
  }
}
