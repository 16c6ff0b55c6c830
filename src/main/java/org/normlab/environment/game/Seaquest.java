package org.normlab.environment.game;

/**
 * Seaquest: a submarine shoots at fish and enemy submarines, collects divers and must surface for
 * air. Channels: front, back, own bullet, trail, enemy bullet, fish, enemy submarine, oxygen,
 * divers on board, diver. A hit gives 1, six divers brought up give up to 10.
 */
public final class Seaquest extends GridGame {
  private static final int CHANNELS = 10;
  private static final int DEEPEST = 8;
  private static final int OXYGEN = 200;
  private static final int OXYGEN_A_CELL = 20;
  private static final int ON_BOARD = 6;
  private static final int ENEMY_INTERVAL = 20;
  private static final int DIVER_INTERVAL = 30;
  private static final int PACE = 5;
  private static final int FASTEST_PACE = 2;
  private static final int DIVER_PACE = 5;
  private static final int GUN = 5;
  private static final int ENEMY_GUN = 10;

  /**
   * An enemy crosses in at most 61 steps, 31 when one appears in every step; each has at most one
   * bullet under way.
   */
  private static final int ENEMIES = 64;

  private static final int FEW = 8;

  private final boolean ramping;
  final int[] subX = ints(1);
  final int[] subY = ints(1);
  final int[] facing = ints(1);
  final int[] oxygen = ints(1);
  final int[] onBoard = ints(1);
  final int[] enemyCounter = ints(1);
  final int[] enemyInterval = ints(1);
  final int[] diverCounter = ints(1);
  final int[] pace = ints(1);
  final int[] gun = ints(1);
  final int[] surfaced = ints(1);
  final int[] level = ints(1);
  final Movers bullets = new Movers(this, FEW);
  final Movers enemyBullets = new Movers(this, ENEMIES);
  final Movers fish = new Movers(this, ENEMIES);
  final Movers submarines = new Movers(this, ENEMIES);
  final Movers divers = new Movers(this, FEW);

  public Seaquest(int places, double sticky, boolean ramping) {
    super(places, sticky);
    this.ramping = ramping;
  }

  @Override
  public int channels() {
    return CHANNELS;
  }

  @Override
  void start(int i, Draws draws) {
    subX[i] = 5;
    subY[i] = 0;
    facing[i] = -1;
    oxygen[i] = OXYGEN;
    onBoard[i] = 0;
    enemyInterval[i] = ENEMY_INTERVAL;
    enemyCounter[i] = ENEMY_INTERVAL;
    diverCounter[i] = DIVER_INTERVAL;
    pace[i] = PACE;
    gun[i] = 0;
    surfaced[i] = 1;
    level[i] = 0;
    bullets.clear(i);
    enemyBullets.clear(i);
    fish.clear(i);
    submarines.clear(i);
    divers.clear(i);
  }

  /** Steps are numbered as in the rules: an order that shows in what meets what. */
  @Override
  int advance(int i, int action, Draws draws) {
    if (enemyCounter[i] == 0) { // 1
      spawnEnemy(i, draws);
      enemyCounter[i] = enemyInterval[i];
    }
    if (diverCounter[i] == 0) { // 2
      int goes = draws.chance(Draw.DIVER_FROM_LEFT, 0.5) ? 1 : -1;
      int row = draws.among(Draw.DIVER_ROW, MIDDLE_ROWS);
      divers.add(i, goes > 0 ? 0 : LAST, row, goes, DIVER_PACE, 0);
      diverCounter[i] = DIVER_INTERVAL;
    }
    act(i, action); // 3
    int reward = moveBullets(i); // 4
    moveDivers(i); // 5
    reward += moveEnemies(i, submarines, true); // 6
    moveEnemyBullets(i); // 7
    reward += moveEnemies(i, fish, false); // 8
    enemyCounter[i]--; // 9
    diverCounter[i]--;
    gun[i] = Math.max(0, gun[i] - 1);
    if (oxygen[i] <= 0) {
      end(i);
    }
    return reward + breathe(i); // 10
  }

  private void spawnEnemy(int i, Draws draws) {
    int goes = draws.chance(Draw.ENEMY_FROM_LEFT, 0.5) ? 1 : -1;
    boolean submarine = draws.chance(Draw.ENEMY_IS_SUBMARINE, 1 / 3.0);
    int row = draws.among(Draw.ENEMY_ROW, MIDDLE_ROWS);
    if (!fish.againstIn(i, row, goes) && !submarines.againstIn(i, row, goes)) {
      (submarine ? submarines : fish).add(i, goes > 0 ? 0 : LAST, row, goes, pace[i], ENEMY_GUN);
    }
  }

  private void act(int i, int action) {
    if (action == FIRE && gun[i] == 0) {
      bullets.add(i, subX[i], subY[i], facing[i], 0, 0);
      gun[i] = GUN;
    }
    int dx = sideways(action);
    if (dx != 0) {
      facing[i] = dx;
    }
    subX[i] = Math.clamp(subX[i] + dx, 0, LAST);
    subY[i] = Math.clamp(subY[i] + upOrDown(action), 0, DEEPEST);
  }

  private int moveBullets(int i) {
    int hits = 0;
    for (int k = bullets.first(i); k < bullets.end(i); ) {
      bullets.x[k] += bullets.dx[k];
      boolean hit = shoot(i, fish, k) || shoot(i, submarines, k);
      hits += hit ? 1 : 0;
      if (hit || !inside(bullets.x[k])) {
        bullets.remove(i, k);
      } else {
        k++;
      }
    }
    return hits;
  }

  /** Removes what is in the cell of a bullet; outside the field there is nothing. */
  private boolean shoot(int i, Movers enemies, int bullet) {
    int k = enemies.at(i, bullets.x[bullet], bullets.y[bullet]);
    if (k >= 0) {
      enemies.remove(i, k);
    }
    return k >= 0;
  }

  private boolean onFront(int i, Movers movers, int k) {
    return movers.x[k] == subX[i] && movers.y[k] == subY[i];
  }

  private void moveDivers(int i) {
    for (int k = divers.first(i); k < divers.end(i); ) {
      boolean gone = pickUp(i, k);
      if (!gone && divers.wait[k] == 0) {
        divers.wait[k] = DIVER_PACE;
        divers.x[k] += divers.dx[k];
        gone = !inside(divers.x[k]) || pickUp(i, k);
      } else if (!gone) {
        divers.wait[k]--;
      }
      if (gone) {
        divers.remove(i, k);
      } else {
        k++;
      }
    }
  }

  private boolean pickUp(int i, int diver) {
    boolean picked = onFront(i, divers, diver) && onBoard[i] < ON_BOARD;
    onBoard[i] += picked ? 1 : 0;
    return picked;
  }

  private int moveEnemies(int i, Movers enemies, boolean armed) {
    int hits = 0;
    for (int k = enemies.first(i); k < enemies.end(i); ) {
      endOnFront(i, enemies, k);
      boolean gone = false;
      if (enemies.wait[k] == 0) {
        enemies.wait[k] = pace[i];
        enemies.x[k] += enemies.dx[k];
        endOnFront(i, enemies, k);
        boolean hit = meetBullet(i, enemies, k);
        hits += hit ? 1 : 0;
        gone = hit || !inside(enemies.x[k]);
      } else {
        enemies.wait[k]--;
      }
      if (gone) {
        enemies.remove(i, k);
      } else {
        if (armed) {
          fireBack(i, k);
        }
        k++;
      }
    }
    return hits;
  }

  private void endOnFront(int i, Movers movers, int k) {
    if (onFront(i, movers, k)) {
      end(i);
    }
  }

  /** An enemy that moved into a bullet goes with it. */
  private boolean meetBullet(int i, Movers enemies, int k) {
    int bullet = bullets.at(i, enemies.x[k], enemies.y[k]);
    if (bullet >= 0) {
      bullets.remove(i, bullet);
    }
    return bullet >= 0;
  }

  private void fireBack(int i, int k) {
    if (submarines.gun[k] == 0) {
      submarines.gun[k] = ENEMY_GUN;
      enemyBullets.add(i, submarines.x[k], submarines.y[k], submarines.dx[k], 0, 0);
    } else {
      submarines.gun[k]--;
    }
  }

  private void moveEnemyBullets(int i) {
    for (int k = enemyBullets.first(i); k < enemyBullets.end(i); ) {
      endOnFront(i, enemyBullets, k);
      enemyBullets.x[k] += enemyBullets.dx[k];
      endOnFront(i, enemyBullets, k);
      if (inside(enemyBullets.x[k])) {
        k++;
      } else {
        enemyBullets.remove(i, k);
      }
    }
  }

  private int breathe(int i) {
    if (subY[i] > 0) {
      oxygen[i]--;
      surfaced[i] = 0;
      return 0;
    }
    if (surfaced[i] != 0) {
      return 0;
    }
    if (onBoard[i] == 0) {
      end(i);
      return 0;
    }
    return surface(i);
  }

  /** One diver is the price of air; after six were brought up, the count so becomes −1. */
  private int surface(int i) {
    surfaced[i] = 1;
    int reward = 0;
    if (onBoard[i] == ON_BOARD) {
      reward = Math.floorDiv(oxygen[i], OXYGEN_A_CELL);
      onBoard[i] = 0;
    }
    oxygen[i] = OXYGEN;
    onBoard[i]--;
    if (ramping && (enemyInterval[i] > 1 || pace[i] > FASTEST_PACE)) {
      if (level[i] % 2 == 1) {
        pace[i] = Math.max(FASTEST_PACE, pace[i] - 1);
      }
      enemyInterval[i] = Math.max(1, enemyInterval[i] - 1);
      level[i]++;
    }
    return reward;
  }

  @Override
  void show(int i, Planes to) {
    to.set(0, subX[i], subY[i]);
    to.set(1, subX[i] - facing[i], subY[i]);
    bullets.show(i, to, 2);
    fish.showTrails(i, to, 3);
    submarines.showTrails(i, to, 3);
    divers.showTrails(i, to, 3);
    enemyBullets.show(i, to, 4);
    fish.show(i, to, 5);
    submarines.show(i, to, 6);
    int air = Math.max(0, oxygen[i]) / OXYGEN_A_CELL;
    to.setRow(7, LAST, (1 << air) - 1);
    int board = Math.max(0, onBoard[i]);
    to.setRow(8, LAST, ((1 << board) - 1) << (LAST - board));
    divers.show(i, to, 9);
  }
}
