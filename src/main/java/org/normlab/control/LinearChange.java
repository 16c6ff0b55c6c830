package org.normlab.control;

/**
 * A value that goes in a straight line from one number to another and stays there, such as the
 * probability of a random action.
 *
 * @param after steps before it begins to change
 * @param over steps of the change
 */
public record LinearChange(double from, double to, long after, long over) {
  /** Returns the value at a step from 0. */
  public double at(long step) {
    double share = over == 0 ? 1 : (double) (step - after) / over;
    return from + (to - from) * Math.clamp(step < after ? 0 : share, 0, 1);
  }
}
