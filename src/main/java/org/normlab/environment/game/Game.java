package org.normlab.environment.game;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * One environment, played at many places at once. What a game remembers lies in flat arrays with an
 * entry (or several, one after another) for each place, and a step allocates nothing.
 *
 * <p>A step that ends an episode is carried out to its end. After it steps change nothing and give
 * no reward, until the place is reset.
 */
public abstract sealed class Game permits GridGame, ControlGame {
  private final int places;
  private final double sticky;
  private final List<int[]> ints = new ArrayList<>();
  private final List<double[]> doubles = new ArrayList<>();

  /** The action that was executed last, 0 before the first; it survives resets. */
  private final int[] executed;

  private final int[] over;

  /**
   * Creates a game.
   *
   * @param sticky probability with which a step executes the action of the step before again,
   *     whatever was asked
   */
  Game(int places, double sticky) {
    this.places = places;
    this.sticky = sticky;
    executed = ints(1);
    over = ints(1);
  }

  /** Returns how many actions there are; they are numbered from 0. */
  public abstract int actions();

  /** Starts an episode at place {@code i}. */
  public final void reset(int i, Draws draws) {
    over[i] = 0;
    start(i, draws);
  }

  /**
   * Carries out one step at place {@code i}.
   *
   * @return the reward
   */
  public final int step(int i, int asked, Draws draws) {
    int action = draws.chance(Draw.REPEAT, sticky) ? executed[i] : asked;
    executed[i] = action;
    return over[i] == 0 ? advance(i, action, draws) : 0;
  }

  /** Tells whether the episode at place {@code i} has ended by the rules of the game. */
  public final boolean terminated(int i) {
    return over[i] != 0;
  }

  abstract void start(int i, Draws draws);

  abstract int advance(int i, int action, Draws draws);

  final void end(int i) {
    over[i] = 1;
  }

  final int places() {
    return places;
  }

  /** Creates an array of {@code each} whole numbers a place, as a part of what is saved. */
  final int[] ints(int each) {
    int[] array = new int[places * each];
    ints.add(array);
    return array;
  }

  /** Creates an array of {@code each} numbers a place, as a part of what is saved. */
  final double[] doubles(int each) {
    double[] array = new double[places * each];
    doubles.add(array);
    return array;
  }

  /** Returns how many bytes {@link #save} writes. */
  public final int bytes() {
    return Integer.BYTES * ints.stream().mapToInt(array -> array.length).sum()
        + Double.BYTES * doubles.stream().mapToInt(array -> array.length).sum();
  }

  /** Writes all that the game remembers of all places. */
  public final void save(ByteBuffer to) {
    for (int[] array : ints) {
      for (int value : array) {
        to.putInt(value);
      }
    }
    for (double[] array : doubles) {
      for (double value : array) {
        to.putDouble(value);
      }
    }
  }

  /** Reads what {@link #save} of the same game with as many places wrote. */
  public final void restore(ByteBuffer from) {
    for (int[] array : ints) {
      for (int k = 0; k < array.length; k++) {
        array[k] = from.getInt();
      }
    }
    for (double[] array : doubles) {
      for (int k = 0; k < array.length; k++) {
        array[k] = from.getDouble();
      }
    }
  }
}
