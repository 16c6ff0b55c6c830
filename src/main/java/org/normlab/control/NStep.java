package org.normlab.control;

/**
 * Sums the rewards of up to n steps from a start: {@code R = Σ γʲ r(t+j)} over j below k, where k
 * is n, or less where the episode ends before. What follows is bootstrapped from the state k steps
 * later with the factor γᵏ, or 0 where the episode terminated; a truncated episode is bootstrapped
 * from its own last observation (Sutton and Barto 2018, 7.1).
 *
 * <p>Steps lie in a ring, those of one place {@code stride} slots apart.
 */
public final class NStep {
  /** The kinds of end of a step, as a replay keeps them. */
  public static final byte GOES_ON = 0;

  public static final byte TERMINATED = 1;

  public static final byte TRUNCATED = 2;

  private final int steps;
  private final double discount;
  private final int stride;
  private double returned;
  private double factor;

  /**
   * Creates windows.
   *
   * @param steps n, at least 1
   * @param discount γ
   * @param stride slots from a step to the next one of the same place, which divides the ring
   */
  public NStep(int steps, double discount, int stride) {
    this.steps = steps;
    this.discount = discount;
    this.stride = stride;
  }

  /**
   * Computes the window from a start.
   *
   * @param reward of each slot of the ring
   * @param end of each slot of the ring
   * @param slot of the start
   * @param written how many steps of this place, the start's included, have been written
   * @return k, the number of steps to the state from which is bootstrapped; 0 where the window is
   *     not complete, and {@link #returned} and {@link #factor} mean nothing
   */
  public int from(double[] reward, byte[] end, int slot, long written) {
    returned = 0;
    factor = 1;
    int at = slot;
    for (int k = 1; k <= Math.min(steps, written); k++) {
      returned += factor * reward[at];
      factor *= discount;
      if (end[at] == TERMINATED) {
        factor = 0;
      }
      if (end[at] != GOES_ON || k == steps) {
        return k;
      }
      at = (at + stride) % reward.length;
    }
    return 0;
  }

  /** Returns the discounted sum of rewards of the last window. */
  public double returned() {
    return returned;
  }

  /** Returns the factor on the value of the state after the last window. */
  public double factor() {
    return factor;
  }
}
