package org.normlab.environment.game;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Bounds that recorded episodes do not reach. */
class AcrobotTest {
  @Test
  void velocitiesAreBoundAndAnglesWithinOneTurn() {
    Acrobot game = new Acrobot(1, 0);
    for (int sign : List.of(1, -1)) {
      game.state[0] = 3 * sign;
      game.state[1] = 3 * sign;
      game.state[2] = 30.0 * sign;
      game.state[3] = 90.0 * sign;
      game.step(0, 1 + sign, RecordedDraws.start(List.of()).repeats(false));
      assertThat(game.state[0]).isBetween(-Math.PI, Math.PI);
      assertThat(game.state[1]).isBetween(-Math.PI, Math.PI);
      assertThat(Math.abs(game.state[2])).isLessThanOrEqualTo(4 * Math.PI);
      assertThat(Math.abs(game.state[3])).isEqualTo(9 * Math.PI);
      game.reset(0, RecordedDraws.start(List.of(0.0, 0.0, 0.0, 0.0)));
    }
  }
}
