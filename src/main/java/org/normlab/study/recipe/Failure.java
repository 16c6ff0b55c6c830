package org.normlab.study.recipe;

import java.util.Map;
import org.normlab.statistics.Figure;
import org.normlab.statistics.Interval;
import org.normlab.statistics.Score;
import org.normlab.statistics.Scores;
import org.normlab.study.Reading;

/**
 * An arm that is claimed not to train: the share of its runs that diverged or ended at most at a
 * figure.
 *
 * @param most of a figure that is better the higher it is
 */
record Failure(String metric, Arm arm, double most) implements Measure {
  @Override
  public Measured of(Evidence evidence) {
    int ended = 0;
    int diverged = 0;
    int low = 0;
    int missing = 0;
    for (Scores scores : Pairs.blocks(evidence.scores(Reading.atEnd(metric)), arm).values()) {
      for (Map.Entry<Long, Score> run : scores.bySeed().entrySet()) {
        switch (run.getValue()) {
          case Score.Value(double value) -> {
            ended++;
            low += value <= most ? 1 : 0;
          }
          case Score.Diverged _ -> {
            ended++;
            diverged++;
          }
          case Score.Missing _ -> missing++;
        }
      }
    }
    String note = "%d of %d runs diverged, %d were as low".formatted(diverged, ended, low);
    return measured(
        ended, diverged + low, missing == 0 ? note : note + "; %d have none".formatted(missing));
  }

  private static Measured measured(int ended, int failed, String note) {
    if (ended < 2) {
      Interval none = Measured.summary(new double[0]).t();
      Figure unknown = Figure.undefined("fewer than two runs have ended");
      return new Measured(ended, unknown, none, Verdict.NOT_MEASURED, note);
    }
    double share = (double) failed / ended;
    Verdict verdict = share == 1 ? Verdict.SAME : share == 0 ? Verdict.OPPOSITE : Verdict.UNCLEAR;
    return new Measured(
        ended, Figure.of(share), Interval.ofShare(share, ended, Measured.LEVEL), verdict, note);
  }

  @Override
  public String quantity() {
    return "share of the runs of %s that diverged or have a %s of at most %s"
        .formatted(arm, metric, most);
  }
}
