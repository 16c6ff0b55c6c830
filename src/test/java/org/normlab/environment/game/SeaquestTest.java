package org.normlab.environment.game;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.normlab.torch.Seeds;

/** Lists of fixed length hold what comes at the hardest level. */
class SeaquestTest {
  private static final int STEPS = 50_000;

  /** At the surface nothing can be met, and without diving there is air. */
  @Test
  void hasRoomForAnEnemyInEveryStep() {
    Seaquest game = new Seaquest(2, 0, true);
    Draws fast = new Fast(1 / 3.0);
    Draws submarines = new Fast(1);
    game.reset(0, fast);
    game.reset(1, submarines);
    int most = 0;
    int bullets = 0;
    for (int t = 0; t < STEPS; t++) {
      for (int place = 0; place < 2; place++) {
        game.pace[place] = 2;
        game.enemyInterval[place] = 1;
        game.step(place, GridGame.FIRE, place == 0 ? fast : submarines);
        most = Math.max(most, game.submarines.count[place]);
        bullets = Math.max(bullets, game.enemyBullets.count[place]);
      }
      assertThat(game.terminated(0) || game.terminated(1)).isFalse();
    }
    assertThat(most).isBetween(20, 40);
    assertThat(bullets).isBetween(5, 40);
  }

  /** Everything comes from the left, so that no enemy is suppressed. */
  private static final class Fast implements Draws {
    private final double submarine;
    private long drawn;

    Fast(double submarine) {
      this.submarine = submarine;
    }

    @Override
    public boolean chance(Draw what, double probability) {
      return switch (what) {
        case ENEMY_FROM_LEFT -> true;
        case ENEMY_IS_SUBMARINE -> unit() < submarine;
        default -> unit() < probability;
      };
    }

    private double unit() {
      return (Seeds.at(1, drawn++) >>> 11) * 0x1p-53;
    }

    @Override
    public int among(Draw what, int allowed) {
      return 1 + (int) (unit() * 8);
    }

    @Override
    public double uniform(Draw what, double low, double high) {
      return low;
    }
  }
}
