package org.normlab.study.recipe.claim;

import org.normlab.study.answer.MetricAt;
import org.normlab.study.answer.Ranking;
import org.normlab.study.answer.ScoreTable;

/** Describes what claims are read off: a study's answers. */
public interface Evidence {
  ScoreTable scores(MetricAt reading);

  /** Returns the ranking by the study's metric, diverged methods last. */
  Ranking ranking();
}
