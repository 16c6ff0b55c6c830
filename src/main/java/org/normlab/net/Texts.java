package org.normlab.net;

import java.util.List;
import java.util.Objects;
import org.normlab.net.layer.Samples;
import org.normlab.setting.Named;
import org.normlab.setting.Problem;

/** Texts are for the networks that are made for them, and these for nothing else. */
final class Texts {
  private Texts() {}

  /** Returns whether network and data disagree about it; pointers relative to the architecture. */
  static List<Problem> problems(Architecture architecture, Samples samples) {
    String network =
        Objects.requireNonNull(architecture.getClass().getAnnotation(Named.class)).value();
    boolean readsText = architecture.window() > 0;
    if (readsText == samples.areText()) {
      return List.of();
    }
    return List.of(
        new Problem(
            "/type",
            readsText
                ? "%s reads text; the data set's samples are %s, not text"
                    .formatted(network, samples.shape())
                : "%s is not made for text; the data set is a text of %d different tokens"
                    .formatted(network, samples.classes())));
  }
}
