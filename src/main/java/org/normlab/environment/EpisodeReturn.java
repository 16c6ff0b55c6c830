package org.normlab.environment;

import org.jspecify.annotations.Nullable;

/**
 * Says what the return of an episode is and which returns are known: without discount, scale or
 * clip, with the default settings and all actions.
 *
 * @param meaning a sentence
 * @param best the largest that there is; null where none is known
 * @param random mean of uniformly random play, as {@code RandomPlayTest} measures it
 * @param reference mean of a trained agent that others published, by which scores are scaled: 0 is
 *     random play and 1 the reference
 * @param source of the reference
 */
public record EpisodeReturn(
    String meaning, @Nullable Double best, double random, double reference, String source) {
  private static final String YOUNG =
      "DQN after 5 million frames, mean of 30 seeds, read off a plot (Young and Tian 2019,"
          + " arXiv:1903.03176)";

  /** Seaquest was published with the rules before 1.0.11. */
  private static final String YOUNG_SEAQUEST = YOUNG.replace("(", "of a version until 1.0.10 (");

  private static final String CLEAN_RL =
      "DQN after 500,000 steps (CleanRL, dqn.py; Huang et al. 2022)";

  static final EpisodeReturn CARTPOLE =
      new EpisodeReturn(
          "1 for each step until the pole leans or the cart leaves.", 500.0, 22.3, 488.7, CLEAN_RL);

  static final EpisodeReturn ACROBOT =
      of("-1 for each step before the tip is at its height.", -499, -91.5, CLEAN_RL);

  static final EpisodeReturn MOUNTAIN_CAR =
      of("-1 for each step until the car is on the hill.", -200, -194.9, CLEAN_RL);

  static final EpisodeReturn ASTERIX = of("1 for each gold.", 0.50, 17, YOUNG);

  static final EpisodeReturn BREAKOUT = of("1 for each brick.", 0.51, 10, YOUNG);

  static final EpisodeReturn FREEWAY =
      of("1 for each time that the chicken has crossed.", 0.13, 50, YOUNG);

  static final EpisodeReturn SEAQUEST =
      of(
          "1 for each fish or submarine that is shot, and 1 for every 20 of the oxygen that is left"
              + " when six divers come up.",
          0.10,
          20,
          YOUNG_SEAQUEST);

  static final EpisodeReturn SPACE_INVADERS = of("1 for each alien that is shot.", 2.84, 44, YOUNG);

  private static EpisodeReturn of(String meaning, double random, double reference, String source) {
    return new EpisodeReturn(meaning, null, random, reference, source);
  }
}
