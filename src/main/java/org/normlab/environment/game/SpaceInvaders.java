package org.normlab.environment.game;

/**
 * Space Invaders: a cannon shoots at aliens, which come down and shoot back. Channels: cannon,
 * alien, alien going left, alien going right, own bullet, enemy bullet. Each alien gives 1; the
 * episode ends when a bullet or an alien reaches the cannon. Nothing is drawn but repeats.
 *
 * <p>Aliens and bullets are rows of bits: bit x of entry y is the cell (x, y).
 */
public final class SpaceInvaders extends GridGame {
  private static final int CHANNELS = 6;
  private static final int WAVE_ROWS = 4;

  /** Columns 2 to 7 as a set of bits. */
  private static final int WAVE = 0b00_1111_1100;

  private static final int MOVE = 12;
  private static final int FASTEST_WAVE = 6;
  private static final int ALIEN_GUN = 10;
  private static final int GUN = 5;
  private static final int FULL_ROW = (1 << SIDE) - 1;

  private final boolean ramping;
  final int[] cannon = ints(1);
  final int[] aliens = ints(SIDE);
  final int[] direction = ints(1);
  final int[] own = ints(SIDE);
  final int[] enemy = ints(SIDE);
  final int[] moveCounter = ints(1);
  final int[] moveInterval = ints(1);
  final int[] alienGun = ints(1);
  final int[] gun = ints(1);

  public SpaceInvaders(int places, double sticky, boolean ramping) {
    super(places, sticky);
    this.ramping = ramping;
  }

  @Override
  public int channels() {
    return CHANNELS;
  }

  @Override
  void start(int i, Draws draws) {
    cannon[i] = 5;
    for (int y = 0; y < SIDE; y++) {
      aliens[i * SIDE + y] = 0;
      own[i * SIDE + y] = 0;
      enemy[i * SIDE + y] = 0;
    }
    wave(i);
    direction[i] = -1;
    moveInterval[i] = MOVE;
    moveCounter[i] = MOVE;
    alienGun[i] = ALIEN_GUN;
    gun[i] = 0;
  }

  private void wave(int i) {
    for (int y = 0; y < WAVE_ROWS; y++) {
      aliens[i * SIDE + y] = WAVE;
    }
  }

  @Override
  int advance(int i, int action, Draws draws) {
    int top = i * SIDE;
    // (1) The cannon fires or moves.
    if (action == FIRE && gun[i] == 0) {
      own[top + LAST] |= 1 << cannon[i];
      gun[i] = GUN;
    }
    cannon[i] = Math.clamp(cannon[i] + sideways(action), 0, LAST);
    // (2) Own bullets fly up, (3) those of the enemy down.
    System.arraycopy(own, top + 1, own, top, LAST);
    own[top + LAST] = 0;
    down(enemy, top);
    // (4) The cannon is hit.
    endIfHit(i, enemy[top + LAST] | aliens[top + LAST]);
    // (5) Aliens move.
    if (moveCounter[i] == 0) {
      moveCounter[i] = Math.min(count(top), moveInterval[i]);
      moveAliens(i, top);
    }
    // (6) An alien fires.
    if (alienGun[i] == 0) {
      alienGun[i] = ALIEN_GUN;
      fireBack(i, top);
    }
    // (7) Own bullets meet aliens.
    int reward = shoot(top);
    // (8) Counters fall.
    gun[i] = Math.max(0, gun[i] - 1);
    moveCounter[i]--;
    alienGun[i]--;
    // (9) The next wave comes.
    if (union(top) == 0) {
      if (ramping && moveInterval[i] > FASTEST_WAVE) {
        moveInterval[i]--;
      }
      wave(i);
    }
    return reward;
  }

  private static void down(int[] rows, int top) {
    System.arraycopy(rows, top, rows, top + 1, LAST);
    rows[top] = 0;
  }

  private void endIfHit(int i, int lowestRow) {
    if ((lowestRow >>> cannon[i] & 1) != 0) {
      end(i);
    }
  }

  private int count(int top) {
    int count = 0;
    for (int y = top; y < top + SIDE; y++) {
      count += Integer.bitCount(aliens[y]);
    }
    return count;
  }

  /** The columns that have aliens. */
  private int union(int top) {
    int columns = 0;
    for (int y = top; y < top + SIDE; y++) {
      columns |= aliens[y];
    }
    return columns;
  }

  private void moveAliens(int i, int top) {
    int edge = direction[i] < 0 ? 1 : 1 << LAST;
    if ((union(top) & edge) != 0) {
      direction[i] = -direction[i];
      if (aliens[top + LAST] != 0) {
        end(i);
      }
      down(aliens, top);
    } else {
      for (int y = top; y < top + SIDE; y++) {
        aliens[y] = direction[i] < 0 ? aliens[y] >>> 1 : aliens[y] << 1 & FULL_ROW;
      }
    }
    endIfHit(i, aliens[top + LAST]);
  }

  /** The lowest alien of the column nearest to the cannon fires; of two columns the left one. */
  private void fireBack(int i, int top) {
    int columns = union(top);
    for (int distance = 0; distance < SIDE; distance++) {
      int left = cannon[i] - distance;
      int x = inside(left) && (columns >>> left & 1) != 0 ? left : cannon[i] + distance;
      if (inside(x) && (columns >>> x & 1) != 0) {
        int y = top + LAST;
        while ((aliens[y] >>> x & 1) == 0) {
          y--;
        }
        enemy[y] |= 1 << x;
        return;
      }
    }
  }

  private int shoot(int top) {
    int kills = 0;
    for (int y = top; y < top + SIDE; y++) {
      int hit = aliens[y] & own[y];
      aliens[y] ^= hit;
      own[y] ^= hit;
      kills += Integer.bitCount(hit);
    }
    return kills;
  }

  @Override
  void show(int i, Planes to) {
    to.set(0, cannon[i], LAST);
    int going = direction[i] < 0 ? 2 : 3;
    for (int y = 0; y < SIDE; y++) {
      int row = i * SIDE + y;
      to.setRow(1, y, aliens[row]);
      to.setRow(going, y, aliens[row]);
      to.setRow(4, y, own[row]);
      to.setRow(5, y, enemy[row]);
    }
  }
}
