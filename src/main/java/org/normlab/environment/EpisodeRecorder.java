package org.normlab.environment;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Plays one episode of each run, by actions that are asked for together. */
public final class EpisodeRecorder {
  private final Environments environments;
  private final byte[][] actions;
  private final long[] returned;
  private final @Nullable EpisodeEnd[] ends;
  private int steps;

  /**
   * Starts the episodes.
   *
   * @param seeds of the runs
   * @param visit which of the environments that are played in turn, from 0
   */
  public EpisodeRecorder(GameSettings settings, long[] seeds, int visit) {
    environments = StoredEpisode.environments(settings, seeds, visit);
    actions = new byte[seeds.length][StoredEpisode.LONGEST];
    returned = new long[seeds.length];
    ends = new EpisodeEnd[seeds.length];
  }

  /** Returns the environments, one for each run; one whose episode has ended changes no more. */
  public Environments environments() {
    return environments;
  }

  /** Tells whether all episodes have ended or are cut. */
  public boolean isOver() {
    return steps == StoredEpisode.LONGEST || Arrays.stream(ends).allMatch(end -> end != null);
  }

  /** Takes one step of each episode that has not ended, with actions {@code [R]}. */
  public void step(long[] chosen) {
    for (int run = 0; run < ends.length; run++) {
      if (ends[run] == null) {
        step(run, (int) chosen[run]);
      }
    }
    steps++;
  }

  private void step(int run, int action) {
    environments.advance(run, action);
    actions[run][steps] = (byte) action;
    returned[run] += environments.reward(run);
    if (environments.ended(run)) {
      actions[run] = Arrays.copyOf(actions[run], steps + 1);
      ends[run] = environments.terminated(run) ? EpisodeEnd.TERMINATED : EpisodeEnd.TRUNCATED;
    }
  }

  /** Returns the episode of a run; one that has not ended is cut where it is. */
  public StoredEpisode episode(int run) {
    EpisodeEnd end = ends[run];
    return end == null
        ? new StoredEpisode(Arrays.copyOf(actions[run], steps), returned[run], EpisodeEnd.CUT)
        : new StoredEpisode(actions[run], returned[run], end);
  }
}
