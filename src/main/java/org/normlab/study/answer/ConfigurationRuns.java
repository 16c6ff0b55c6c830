package org.normlab.study.answer;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.normlab.statistics.Score;
import org.normlab.statistics.Scores;
import org.normlab.study.Configuration;
import org.normlab.study.StudyRun;

/**
 * One way to train a method: a point of the design with its runs, one a seed.
 *
 * @param chosen label by axis that is chosen over
 */
record ConfigurationRuns(Configuration cell, Map<String, String> chosen, List<StudyRun> runs) {
  Scores scores(ScoredMetric metric) {
    Map<Long, Score> bySeed = new TreeMap<>();
    runs.forEach(run -> bySeed.put(run.seed(), metric.score(run)));
    return Scores.of(bySeed);
  }

  /** Returns the scores by seed of a figure that settings are chosen by. */
  Scores choosing(ScoredMetric metric) {
    Map<Long, Score> bySeed = new TreeMap<>();
    runs.forEach(run -> bySeed.put(run.seed(), metric.choosing(run)));
    return Scores.of(bySeed);
  }

  /** Runs of a figure that has a value. */
  double[] values(String name) {
    return runs.stream()
        .map(run -> run.summary().get(name))
        .filter(value -> value != null && Double.isFinite(value))
        .mapToDouble(Double::doubleValue)
        .toArray();
  }
}
