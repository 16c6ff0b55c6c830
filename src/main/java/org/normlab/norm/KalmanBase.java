package org.normlab.norm;

import java.util.List;
import org.normlab.norm.site.Groups;
import org.normlab.norm.site.Site;
import org.normlab.norm.site.SiteRequirements;
import org.normlab.setting.Problem;

/** Whose statistics a Kalman site observes. */
public enum KalmanBase {
  OVER_BATCH(KalmanBase.BATCH),
  OVER_GROUPS(KalmanBase.GROUP),
  OVER_CHANNELS(KalmanBase.LAYER),
  OVER_POSITIONS(KalmanBase.INSTANCE);

  static final String BATCH = "batch";
  static final String GROUP = "group";
  static final String LAYER = "layer";
  static final String INSTANCE = "instance";

  private final String word;

  KalmanBase(String word) {
    this.word = word;
  }

  static KalmanBase of(String word) {
    for (KalmanBase base : values()) {
      if (base.word.equals(word)) {
        return base;
      }
    }
    throw new IllegalArgumentException("base is one of the words above; received " + word);
  }

  /**
   * Returns whether the posterior is averaged for evaluation; otherwise each sample has its own.
   */
  boolean runs() {
    return this == OVER_BATCH;
  }

  /** Numbers of one replica's statistics. */
  public int length(Site site) {
    return switch (this) {
      case OVER_BATCH, OVER_POSITIONS -> site.channels();
      case OVER_GROUPS -> Groups.of(null, site);
      case OVER_CHANNELS -> 1;
    };
  }

  List<Problem> problems(Site site, int batch) {
    return switch (this) {
      case OVER_BATCH -> RecurrenceRules.needBatch(site, batch);
      case OVER_POSITIONS -> SiteRequirements.needPositions(site, "kalman over instance");
      case OVER_GROUPS -> Groups.problems(null, site);
      case OVER_CHANNELS -> SiteRequirements.needSeveral(site, site.numbers(), "kalman over layer");
    };
  }
}
