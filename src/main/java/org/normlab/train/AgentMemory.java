package org.normlab.train;

import org.normlab.control.Dqn;
import org.normlab.control.Ppo;
import org.normlab.environment.GameSettings;

/** Estimates the memory that agents need beside their weights. */
public final class AgentMemory {
  /** On the host: reward (8 bytes), end (1), action (4) and the place of a last observation (4). */
  static final long OUTCOME = 17;

  /** On the device: return and factor (float32), action and place of what follows (int64). */
  private static final long WINDOW = 24;

  /** On the host: reward and both ends; on the device these, and what they make of them. */
  private static final long PLAYED = (3L + 3 + 3) * Float.BYTES + Long.BYTES;

  private AgentMemory() {}

  /**
   * Returns the bytes of what a run keeps to learn from: its replay, or what it has just played.
   */
  public static long bytesOfRun(ControlSpec spec) {
    int environments = spec.environment().environments();
    return switch (spec.agent()) {
      case Dqn dqn ->
          slots(dqn, spec) * (observation(spec) + WINDOW)
              + dqn.replay() * (OUTCOME + (dqn.prioritized() == null ? 0 : Float.BYTES));
      case Ppo ppo ->
          ppo.firstUpdate(environments)
              * (observation(spec)
                  + PLAYED
                  + (long) spec.samples().classes() * Float.BYTES
                  + (long) ppo.epochs() * Long.BYTES);
    };
  }

  /** Returns the copies of its weights that an agent has beside those that it trains. */
  public static int copiesOfWeights(ControlSpec spec) {
    return switch (spec.agent()) {
      case Dqn _ -> 1;
      case Ppo _ -> 0;
    };
  }

  /** Returns how many observations are kept: the last ones of truncated episodes stand apart. */
  private static long slots(Dqn agent, ControlSpec spec) {
    int environments = spec.environment().environments();
    long rows = agent.replay() / environments;
    int limit =
        spec.environment().visits().stream().mapToInt(GameSettings::stepLimit).max().orElse(0);
    long lasts = limit == 0 ? 0 : (rows + agent.steps()) / limit + 2;
    return (rows + lasts) * environments;
  }

  /** Returns the bytes of an observation: a bit a cell, or a float a number. */
  private static long observation(ControlSpec spec) {
    int features = spec.samples().features();
    return spec.samples().areImages() ? (features + 7L) / 8 : (long) features * Float.BYTES;
  }
}
