package org.normlab.environment.game;

/**
 * Classic control as Gymnasium has it: float64 states, observations of a few numbers. Episodes have
 * a limit of steps, which is not the game's own.
 */
public abstract sealed class ControlGame extends Game permits CartPole, Acrobot, MountainCar {
  ControlGame(int places, double sticky) {
    super(places, sticky);
  }

  /** Returns how many numbers an observation has. */
  public abstract int numbers();

  /**
   * Writes the observation of place {@code i}.
   *
   * @param to takes {@link #numbers} from {@code offset} on
   */
  public abstract void observe(int i, float[] to, int offset);

  /** Brings an observation into [−1, 1] by what its numbers usually are, for a network. */
  public abstract void scale(float[] observation, int offset);
}
