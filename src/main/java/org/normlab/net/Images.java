package org.normlab.net;

import org.normlab.setting.Problem;

/** What networks of convolutions ask of their data. */
final class Images {
  private Images() {}

  static Problem needed(String network, Samples samples) {
    return new Problem(
        "/type",
        "%s needs images [channels, height, width]; the data set's samples are %s"
            .formatted(network, samples.shape()));
  }
}
