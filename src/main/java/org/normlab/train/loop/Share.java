package org.normlab.train.loop;

/**
 * The part of an attempt that a group of runs is, for reporting how much is done.
 *
 * @param before share of the attempt that groups before take
 * @param part share of the attempt that this group takes
 */
public record Share(double before, double part) {
  /** Returns the share of the attempt that is done with a share of the group. */
  public double done(double ofGroup) {
    return before + part * ofGroup;
  }
}
