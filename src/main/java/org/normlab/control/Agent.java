package org.normlab.control;

/** Describes what learns to act: one record a family, its settings in one file. */
public sealed interface Agent permits Dqn, Ppo {
  double discount();

  /**
   * Returns after how many environment steps of a run the first update is made.
   *
   * @param environments in which a run acts at once
   */
  long firstUpdate(int environments);

  /** Returns the number of updates that a run makes in a number of environment steps. */
  long updates(long steps, int environments);

  /** Returns how many samples an update learns from. */
  int samplesPerUpdate(int environments);

  /** Returns how many outputs a network has for each action. */
  int outputsPerAction();
}
