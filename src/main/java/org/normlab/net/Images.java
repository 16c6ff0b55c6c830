package org.normlab.net;

import java.util.List;
import org.normlab.net.layer.Samples;
import org.normlab.setting.Problem;

/** Describes what networks of convolutions ask of their data. */
final class Images {
  private Images() {}

  /** Returns whether there are images, of at least so many pixels each way. */
  static List<Problem> problems(String network, Samples samples, int side) {
    if (!samples.areImages()) {
      return List.of(needed(network, samples));
    }
    int height = samples.shape().get(1);
    int width = samples.shape().get(2);
    if (Math.min(height, width) >= side) {
      return List.of();
    }
    return List.of(
        new Problem(
            "/type",
            "%s needs images of at least %d×%d pixels; the data set's are %d×%d"
                .formatted(network, side, side, height, width)));
  }

  static Problem needed(String network, Samples samples) {
    return new Problem(
        "/type",
        "%s needs images [channels, height, width]; the data set's samples are %s"
            .formatted(network, samples.shape()));
  }
}
