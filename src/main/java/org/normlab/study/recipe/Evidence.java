package org.normlab.study.recipe;

import org.normlab.study.Ranking;
import org.normlab.study.Reading;
import org.normlab.study.ScoreTable;

/** What claims are read off: a study's answers. */
public interface Evidence {
  ScoreTable scores(Reading reading);

  /** By the study's metric, diverged methods last. */
  Ranking ranking();
}
