package org.normlab.environment.game;

/**
 * Lists, one a place, of things that cross the field along a row, in the order in which they came.
 */
final class Movers {
  private final int capacity;
  final int[] count;
  final int[] x;
  final int[] y;
  final int[] dx;

  /** Steps until it moves again. */
  final int[] wait;

  /** Steps until it fires again. */
  final int[] gun;

  /**
   * Creates empty lists.
   *
   * @param capacity how many things a list can hold
   */
  Movers(Game game, int capacity) {
    this.capacity = capacity;
    count = game.ints(1);
    x = game.ints(capacity);
    y = game.ints(capacity);
    dx = game.ints(capacity);
    wait = game.ints(capacity);
    gun = game.ints(capacity);
  }

  /** Returns the first entry of a place. */
  int first(int i) {
    return i * capacity;
  }

  /** Returns the entry after the last one of a place. */
  int end(int i) {
    return i * capacity + count[i];
  }

  void clear(int i) {
    count[i] = 0;
  }

  void add(int i, int atX, int atY, int goes, int waits, int fires) {
    if (count[i] == capacity) {
      throw new IllegalStateException("more than " + capacity + " things in one list");
    }
    int k = end(i);
    x[k] = atX;
    y[k] = atY;
    dx[k] = goes;
    wait[k] = waits;
    gun[k] = fires;
    count[i]++;
  }

  void remove(int i, int k) {
    int after = end(i) - k - 1;
    moveUp(x, k, after);
    moveUp(y, k, after);
    moveUp(dx, k, after);
    moveUp(wait, k, after);
    moveUp(gun, k, after);
    count[i]--;
  }

  private static void moveUp(int[] entries, int k, int after) {
    System.arraycopy(entries, k + 1, entries, k, after);
  }

  /** Returns the first entry in a cell, or −1. */
  int at(int i, int atX, int atY) {
    for (int k = first(i); k < end(i); k++) {
      if (x[k] == atX && y[k] == atY) {
        return k;
      }
    }
    return -1;
  }

  /** Tells whether something in a row goes another way. */
  boolean againstIn(int i, int row, int goes) {
    for (int k = first(i); k < end(i); k++) {
      if (y[k] == row && dx[k] != goes) {
        return true;
      }
    }
    return false;
  }

  void show(int i, Planes to, int channel) {
    for (int k = first(i); k < end(i); k++) {
      to.set(channel, x[k], y[k]);
    }
  }

  /** Shows the cell behind each. */
  void showTrails(int i, Planes to, int channel) {
    for (int k = first(i); k < end(i); k++) {
      to.setInside(channel, x[k] - dx[k], y[k]);
    }
  }
}
