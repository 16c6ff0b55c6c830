package org.normlab.study.recipe.claim;

import java.util.Arrays;
import org.normlab.statistics.Estimate;
import org.normlab.statistics.Interval;
import org.normlab.statistics.Scores;
import org.normlab.study.answer.MetricAt;

/**
 * An arm that is claimed not to train: whether more than half of its runs fail. A run fails that
 * diverges, or whose accuracy is at most a tenth of the way from that of guessing to 1.
 *
 * @param metric an accuracy
 * @param classes of the study's own data, of which guessing finds one in so many
 */
public record FailureMeasure(String metric, Arm arm, int classes) implements Measure {
  private static final double LEARNED = 0.1;

  private double most() {
    double chance = 1.0 / classes;
    return chance + LEARNED * (1 - chance);
  }

  @Override
  public Measured of(Evidence evidence, double level) {
    int ended = 0;
    int diverged = 0;
    int low = 0;
    int missing = 0;
    for (Scores scores : Pairs.blocks(evidence.scores(MetricAt.atEnd(metric)), arm).values()) {
      ended += scores.values().length + scores.diverged();
      diverged += scores.diverged();
      low += (int) Arrays.stream(scores.values()).filter(value -> value <= most()).count();
      missing += scores.missing();
    }
    String note = "%d of %d runs diverged, %d were as low".formatted(diverged, ended, low);
    return measured(
        ended,
        diverged + low,
        level,
        missing == 0 ? note : note + "; %d have none".formatted(missing));
  }

  private static Measured measured(int ended, int failed, double level, String note) {
    if (ended < Measured.LEAST) {
      Interval none = Measured.summary(new double[0], level).t();
      Estimate unknown = Estimate.undefined("fewer than three runs have ended");
      return new Measured(ended, unknown, none, Verdict.NOT_MEASURED, note);
    }
    double share = (double) failed / ended;
    Verdict verdict =
        Measured.mostly(failed, ended, level)
            ? Verdict.SAME
            : Measured.mostly(ended - failed, ended, level) ? Verdict.OPPOSITE : Verdict.UNCLEAR;
    return new Measured(
        ended, Estimate.of(share), Interval.ofShare(share, ended, level), verdict, note);
  }

  @Override
  public String quantity() {
    return "share of the runs of %s that diverged or have a %s of at most %s, a tenth of the way from guessing among %d classes to 1; failing means more than half"
        .formatted(arm, metric, Contrast.number(most()), classes);
  }
}
