package org.normlab.environment.game;

/** Decides what is random in an environment; games ask in the order of their rules. */
public interface Draws {
  /** Draws true with a probability. */
  boolean chance(Draw what, double probability);

  /**
   * Draws one of the allowed numbers, each as likely as the others.
   *
   * @param allowed bit k is set where k is allowed; at least one is
   */
  int among(Draw what, int allowed);

  /** Draws a number of [low, high). */
  double uniform(Draw what, double low, double high);
}
