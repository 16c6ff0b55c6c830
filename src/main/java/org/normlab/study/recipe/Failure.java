package org.normlab.study.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.normlab.statistics.Score;
import org.normlab.statistics.Summary;
import org.normlab.study.Reading;

/** An arm that is claimed not to train: the share of its runs that diverged. */
record Failure(String metric, Arm arm) implements Measure {
  @Override
  public Measured of(Evidence evidence) {
    List<Double> failed = new ArrayList<>();
    int missing = 0;
    for (var scores : Pairs.blocks(evidence.scores(Reading.atEnd(metric)), arm).values()) {
      for (Map.Entry<Long, Score> run : scores.bySeed().entrySet()) {
        switch (run.getValue()) {
          case Score.Value _ -> failed.add(0.0);
          case Score.Diverged _ -> failed.add(1.0);
          case Score.Missing _ -> missing++;
        }
      }
    }
    Summary summary = Measured.summary(failed.stream().mapToDouble(Double::doubleValue).toArray());
    String note =
        "%.0f of %d runs diverged"
            .formatted(failed.stream().mapToDouble(Double::doubleValue).sum(), failed.size());
    return Measured.of(
        summary,
        verdict(summary),
        missing == 0 ? note : note + "; %d more have no result".formatted(missing));
  }

  private static Verdict verdict(Summary summary) {
    Double share = summary.mean().value();
    if (share == null || summary.n() < 2) {
      return Verdict.NOT_MEASURED;
    }
    return share == 1 ? Verdict.SAME : share == 0 ? Verdict.OPPOSITE : Verdict.UNCLEAR;
  }

  @Override
  public String quantity() {
    return "share of the runs of %s that diverged".formatted(arm);
  }
}
