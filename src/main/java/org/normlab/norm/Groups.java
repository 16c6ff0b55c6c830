package org.normlab.norm;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.setting.Problem;

/** The number of groups into which a site's channels are parted. */
final class Groups {
  private static final int USUAL = 32;

  private Groups() {}

  /** As many as asked for, or 32, or the largest divisor of the channels below it. */
  static int of(@Nullable Integer asked, int channels) {
    if (asked != null) {
      return asked;
    }
    int divisor = Math.min(USUAL, channels);
    while (channels % divisor != 0) {
      divisor--;
    }
    return divisor;
  }

  static List<Problem> problems(@Nullable Integer asked, Site site) {
    if (asked == null || site.channels() % asked == 0) {
      return List.of();
    }
    return List.of(
        new Problem(
            "/groups",
            "groups must divide the %d channels of %s; received %d"
                .formatted(site.channels(), site.name(), asked)));
  }
}
