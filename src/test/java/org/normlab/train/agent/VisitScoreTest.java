package org.normlab.train.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisitScoreTest {
  private static final Episodes.Window NONE = new Episodes.Window(0, 0, 0);

  @Test
  void theLastTenthMakesTheFinalReturn() {
    VisitScore score = new VisitScore(1, 100);
    score.add(0, 0, 50, new Episodes.Window(2, 6, 20));
    score.add(0, 50, 90, NONE);
    score.add(0, 90, 95, new Episodes.Window(1, 5, 20));
    score.add(0, 95, 100, new Episodes.Window(3, 27, 20));
    assertThat(score.finalReturn(0)).isEqualTo(8);
    assertThat(score.area(0)).isEqualTo((50 * 3 + 40 * 3 + 5 * 5 + 5 * 9) / 100.0);
  }

  /** An episode of Freeway has 2,501 steps, so that a tenth of a visit may have none. */
  @Test
  void longEpisodesHaveAFinalReturnToo() {
    VisitScore score = new VisitScore(2, 100);
    score.add(0, 0, 80, new Episodes.Window(1, 7, 60));
    score.add(0, 80, 100, NONE);
    score.add(1, 0, 100, NONE);
    assertThat(score.finalReturn(0)).isEqualTo(7);
    assertThat(score.finalReturn(1)).isNaN();
    assertThat(score.area(1)).isNaN();
    VisitScore restored = new VisitScore(2, 100);
    restored.restore(score.toArray());
    assertThat(restored.finalReturn(0)).isEqualTo(7);
  }
}
