package org.normlab.norm;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.setting.Problem;

/** The number of groups into which a site's channels are parted. */
final class Groups {
  private static final int USUAL = 32;

  private Groups() {}

  /**
   * As many as asked for; otherwise 32, or the largest divisor of the channels below it that leaves
   * a group two values at least: without positions, one channel has no variance.
   */
  static int of(@Nullable Integer asked, Site site) {
    if (asked != null) {
      return asked;
    }
    int channels = site.channels();
    int divisor = Math.min(USUAL, hasPositions(site) ? channels : Math.max(1, channels / 2));
    while (channels % divisor != 0) {
      divisor--;
    }
    return divisor;
  }

  private static boolean hasPositions(Site site) {
    return site.axes() == Axes.IMAGE && site.positions() > 1;
  }

  static List<Problem> problems(@Nullable Integer asked, Site site) {
    if (asked == null) {
      return List.of();
    }
    if (site.channels() % asked != 0) {
      return List.of(
          new Problem(
              "/groups",
              "groups must divide the %d channels of %s; received %d"
                  .formatted(site.channels(), site.name(), asked)));
    }
    if (asked == site.channels() && !hasPositions(site)) {
      return List.of(
          new Problem(
              "/groups",
              "a group needs 2 values of a sample at least, and %s has no positions: at most %d groups; received %d"
                  .formatted(site.name(), Math.max(1, site.channels() / 2), asked)));
    }
    return List.of();
  }
}
