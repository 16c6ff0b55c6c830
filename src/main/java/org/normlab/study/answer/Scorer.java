package org.normlab.study.answer;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.normlab.run.Points;
import org.normlab.statistics.Score;
import org.normlab.statistics.Scores;
import org.normlab.study.StudyRun;

/** Reads one figure of runs, from their summaries or, before the end, from their series. */
final class Scorer {
  private final Points points;
  private final ScoredMetric metric;
  private final MetricAt reading;
  private final Map<String, Map<Integer, SortedMap<Long, Double>>> known = new HashMap<>();

  Scorer(Points points, ScoredMetric metric, MetricAt reading) {
    this.points = points;
    this.metric = metric;
    this.reading = reading;
  }

  Scores scores(ConfigurationRuns candidate) {
    Map<Long, Score> bySeed = new TreeMap<>();
    candidate.runs().forEach(run -> bySeed.put(run.seed(), score(run)));
    return Scores.of(bySeed);
  }

  private Score score(StudyRun run) {
    if (reading.isAtEnd() || !(metric.score(run) instanceof Score.Value)) {
      return metric.score(run);
    }
    SortedMap<Long, Double> series =
        known
            .computeIfAbsent(run.job(), job -> points.ofJob(job, metric.name()))
            .getOrDefault(run.number(), new TreeMap<>());
    if (series.isEmpty()) {
      return Score.MISSING;
    }
    long step = (long) Math.floor(reading.share() * series.lastKey());
    SortedMap<Long, Double> before = series.headMap(step + 1);
    return before.isEmpty()
        ? Score.MISSING
        : Score.of(before.getOrDefault(before.lastKey(), Double.NaN));
  }
}
