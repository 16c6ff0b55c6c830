package org.normlab.norm.site;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.setting.Problem;

/** The number of groups into which a site's channels are parted. */
public final class Groups {
  /** Says how settings describe the default. */
  public static final String MEANING =
      "number of groups [the largest divisor of the channels up to 32 that leaves a group at least"
          + " 4 channels on images, elsewhere 2]";

  private static final int MOST = 32;
  private static final int LEAST_ON_IMAGES = 4;
  private static final int LEAST_ELSEWHERE = 2;

  private Groups() {}

  /**
   * Returns the number of groups asked for; otherwise the largest divisor of the channels up to 32
   * that leaves a group 4 channels at least on images, 2 elsewhere; one group where there is no
   * such divisor.
   */
  public static int of(@Nullable Integer asked, Site site) {
    if (asked != null) {
      return asked;
    }
    int least = site.axes() == Axes.IMAGE ? LEAST_ON_IMAGES : LEAST_ELSEWHERE;
    int divisor = Math.clamp(site.channels() / least, 1, MOST);
    while (site.channels() % divisor != 0) {
      divisor--;
    }
    return divisor;
  }

  public static List<Problem> problems(@Nullable Integer asked, Site site) {
    int groups = of(asked, site);
    if (site.channels() % groups != 0) {
      return List.of(
          new Problem(
              "/groups",
              "groups must divide the %d channels of %s; received %d"
                  .formatted(site.channels(), site.name(), groups)));
    }
    if (asked == null || site.channels() == 1) {
      return SiteRequirements.needSeveral(site, site.numbers() / groups, "group");
    }
    if (site.numbers() == groups) {
      return List.of(
          new Problem(
              "/groups",
              "a group needs 2 values of a sample at least, and %s has no positions: at most %d groups; received %d"
                  .formatted(site.name(), site.channels() / 2, groups)));
    }
    return List.of();
  }
}
