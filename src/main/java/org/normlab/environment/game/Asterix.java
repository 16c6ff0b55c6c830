package org.normlab.environment.game;

/**
 * Asterix: a player collects gold and avoids enemies, which cross the field in eight rows.
 * Channels: player, enemy, trail, gold. Gold gives 1; an enemy ends the episode.
 */
public final class Asterix extends GridGame {
  private static final int CHANNELS = 4;
  private static final int ROWS = 8;
  private static final int NOTHING = 0;
  private static final int ENEMY = 1;
  private static final int GOLD = 2;
  private static final int RAMP_EVERY = 100;

  private final boolean ramping;
  final int[] playerX = ints(1);
  final int[] playerY = ints(1);

  /** The entity in each of rows 1 to 8, its column and which way it goes. */
  final int[] entity = ints(ROWS);

  final int[] entityX = ints(ROWS);
  final int[] entityDx = ints(ROWS);
  final int[] spawnCounter = ints(1);
  final int[] spawnInterval = ints(1);
  final int[] moveCounter = ints(1);
  final int[] moveInterval = ints(1);
  final int[] rampCounter = ints(1);
  final int[] level = ints(1);

  public Asterix(int places, double sticky, boolean ramping) {
    super(places, sticky);
    this.ramping = ramping;
  }

  @Override
  public int channels() {
    return CHANNELS;
  }

  @Override
  void start(int i, Draws draws) {
    playerX[i] = 5;
    playerY[i] = 5;
    for (int k = i * ROWS; k < (i + 1) * ROWS; k++) {
      entity[k] = NOTHING;
    }
    spawnInterval[i] = 10;
    spawnCounter[i] = spawnInterval[i];
    moveInterval[i] = 5;
    moveCounter[i] = moveInterval[i];
    rampCounter[i] = RAMP_EVERY;
    level[i] = 0;
  }

  @Override
  int advance(int i, int action, Draws draws) {
    // (1) An entity appears.
    if (spawnCounter[i] == 0) {
      spawn(i, draws);
      spawnCounter[i] = spawnInterval[i];
    }
    // (2) The player moves.
    playerX[i] = Math.clamp(playerX[i] + sideways(action), 0, LAST);
    playerY[i] = Math.clamp(playerY[i] + upOrDown(action), 1, ROWS);
    // (3) It meets what is there.
    int reward = meet(i);
    // (4) Entities move.
    if (moveCounter[i] == 0) {
      moveCounter[i] = moveInterval[i];
      moveEntities(i);
      reward += meet(i);
    }
    // (5) Both counters fall, (6) and it becomes harder.
    spawnCounter[i]--;
    moveCounter[i]--;
    if (ramping && (spawnInterval[i] > 1 || moveInterval[i] > 1)) {
      ramp(i);
    }
    return reward;
  }

  private void spawn(int i, Draws draws) {
    boolean left = draws.chance(Draw.ENTITY_FROM_LEFT, 0.5);
    boolean gold = draws.chance(Draw.ENTITY_IS_GOLD, 1 / 3.0);
    int free = 0;
    for (int row = 1; row <= ROWS; row++) {
      free |= entity[slot(i, row)] == NOTHING ? 1 << row : 0;
    }
    if (free != 0) {
      int k = slot(i, draws.among(Draw.ENTITY_ROW, free));
      entity[k] = gold ? GOLD : ENEMY;
      entityX[k] = left ? 0 : LAST;
      entityDx[k] = left ? 1 : -1;
    }
  }

  private static int slot(int i, int row) {
    return i * ROWS + row - 1;
  }

  /** The player's row has one slot, so at most one entity is met. */
  private int meet(int i) {
    int k = slot(i, playerY[i]);
    if (entity[k] == NOTHING || entityX[k] != playerX[i]) {
      return 0;
    }
    if (entity[k] == ENEMY) {
      end(i);
      return 0;
    }
    entity[k] = NOTHING;
    return 1;
  }

  private void moveEntities(int i) {
    for (int k = i * ROWS; k < (i + 1) * ROWS; k++) {
      if (entity[k] != NOTHING) {
        entityX[k] += entityDx[k];
        entity[k] = inside(entityX[k]) ? entity[k] : NOTHING;
      }
    }
  }

  private void ramp(int i) {
    if (rampCounter[i] >= 0) {
      rampCounter[i]--;
      return;
    }
    if (level[i] % 2 == 1) {
      moveInterval[i] = Math.max(1, moveInterval[i] - 1);
    }
    spawnInterval[i] = Math.max(1, spawnInterval[i] - 1);
    level[i]++;
    rampCounter[i] = RAMP_EVERY;
  }

  @Override
  void show(int i, Planes to) {
    to.set(0, playerX[i], playerY[i]);
    for (int row = 1; row <= ROWS; row++) {
      int k = slot(i, row);
      if (entity[k] != NOTHING) {
        to.set(entity[k] == GOLD ? 3 : 1, entityX[k], row);
        to.setInside(2, entityX[k] - entityDx[k], row);
      }
    }
  }
}
