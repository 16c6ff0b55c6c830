package org.normlab.environment.game;

/**
 * A game of MinAtar (Young and Tian 2019, arXiv:1903.03176) on 10 × 10 cells, x to the right, y
 * down. All have the same six actions; those without a meaning in a game do nothing.
 */
public abstract sealed class GridGame extends Game
    permits Asterix, Breakout, Freeway, Seaquest, SpaceInvaders {
  public static final int ACTIONS = 6;
  static final int SIDE = Planes.SIDE;
  static final int LAST = SIDE - 1;
  static final int LEFT = 1;
  static final int UP = 2;
  static final int RIGHT = 3;
  static final int DOWN = 4;
  static final int FIRE = 5;

  /** Rows 1 to 8, in which things appear, as a set of bits. */
  static final int MIDDLE_ROWS = 0b01_1111_1110;

  GridGame(int places, double sticky) {
    super(places, sticky);
  }

  @Override
  public final int actions() {
    return ACTIONS;
  }

  /** Returns how many channels an observation has. */
  public abstract int channels();

  /** Writes the observation of place {@code i}; channels beyond the game's own stay 0. */
  public final void observe(int i, Planes to) {
    to.clear();
    show(i, to);
  }

  abstract void show(int i, Planes to);

  /** Returns the change of x by an action. */
  static int sideways(int action) {
    return action == RIGHT ? 1 : action == LEFT ? -1 : 0;
  }

  /** Returns the change of y by an action. */
  static int upOrDown(int action) {
    return action == DOWN ? 1 : action == UP ? -1 : 0;
  }

  static boolean inside(int x) {
    return x >= 0 && x < SIDE;
  }
}
