package org.normlab.environment;

import java.nio.ByteBuffer;
import org.normlab.environment.game.Game;
import org.normlab.torch.Seeds;

/**
 * Plays one environment for several runs at once, each at {@code perRun} places: place {@code run ·
 * perRun + index}. A place whose episode ends starts the next one at once.
 *
 * <p>Every draw derives from the run's seed, the index of the place within the run, the episode and
 * the step in it. So neither fused runs nor the number of places change what happens at a place,
 * and the same actions lead to the same states.
 *
 * <p>An episode ends <em>terminated</em>, by the rules of the game, or <em>truncated</em>, by the
 * limit of steps; in the last step of the limit it may be both. The observation in which a
 * truncated episode ended is kept until the next one at that place is truncated.
 */
public final class Environments {
  /** Bits of a time that number the steps of an episode. */
  private static final int STEP_BITS = 20;

  private final int places;
  private final int[] actions;
  private final int limit;
  private final Game game;
  private final Observations observations;
  private final SeededDraws draws = new SeededDraws();
  private final long[] streams;
  private final long[] episode;
  private final int[] step;
  private final long[] running;
  private final int[] reward;
  private final byte[] terminated;
  private final byte[] truncated;
  private final long[] returned;
  private final int[] length;

  /**
   * Starts the first episode at every place.
   *
   * @param seeds one a run
   * @param visit how many times the runs have changed to another environment before; each visit has
   *     draws of its own
   */
  public Environments(GameSettings settings, long[] seeds, int perRun, int visit) {
    places = seeds.length * perRun;
    actions = settings.actionNumbers().stream().mapToInt(Integer::intValue).toArray();
    limit = settings.stepLimit() > 0 ? settings.stepLimit() : Integer.MAX_VALUE;
    game = settings.environment().game(places, settings.sticky(), settings.ramping());
    observations = new Observations(game, places, settings.channels());
    streams = streams(seeds, perRun, visit);
    episode = new long[places];
    step = new int[places];
    running = new long[places];
    reward = new int[places];
    terminated = new byte[places];
    truncated = new byte[places];
    returned = new long[places];
    length = new int[places];
    for (int place = 0; place < places; place++) {
      start(place);
    }
  }

  private static long[] streams(long[] seeds, int perRun, int visit) {
    long[] own = VisitSeeds.of(seeds, visit);
    long[] streams = new long[seeds.length * perRun];
    for (int place = 0; place < streams.length; place++) {
      streams[place] = Seeds.stream(own[place / perRun], "environment", place % perRun);
    }
    return streams;
  }

  private void start(int place) {
    step[place] = 0;
    running[place] = 0;
    draws.at(streams[place], time(place));
    game.reset(place, draws);
  }

  private long time(int place) {
    return (episode[place] << STEP_BITS) + step[place];
  }

  /**
   * Carries out one step at a place, and starts the next episode where one ends.
   *
   * @param action from 0, of the actions that the settings allow
   */
  public void step(int place, int action) {
    advance(place, action);
    if (ended(place)) {
      next(place, truncated(place));
    }
  }

  /** Carries out one step at a place; an episode that ends stays as it is. */
  void advance(int place, int action) {
    step[place]++;
    draws.at(streams[place], time(place));
    int gained = game.step(place, actions[action], draws);
    reward[place] = gained;
    running[place] += gained;
    boolean ends = game.terminated(place);
    boolean cut = step[place] >= limit;
    terminated[place] = (byte) (ends ? 1 : 0);
    truncated[place] = (byte) (cut ? 1 : 0);
  }

  private void next(int place, boolean cut) {
    if (cut) {
      observations.keep(place);
    }
    returned[place] = running[place];
    length[place] = step[place];
    episode[place]++;
    start(place);
  }

  public int places() {
    return places;
  }

  /** Returns the number of actions that an agent has. */
  public int actions() {
    return actions.length;
  }

  /** Returns what writes observations. */
  public Observations observations() {
    return observations;
  }

  /** Returns the reward of the last step at a place. */
  public int reward(int place) {
    return reward[place];
  }

  /** Tells whether the last step ended an episode by the rules, so that nothing follows. */
  public boolean terminated(int place) {
    return terminated[place] != 0;
  }

  /** Tells whether the last step was the last one that the limit allows. */
  public boolean truncated(int place) {
    return truncated[place] != 0;
  }

  /** Tells whether the last step ended an episode. */
  public boolean ended(int place) {
    return terminated(place) || truncated(place);
  }

  /** Returns how many episodes have ended at a place. */
  public long episodes(int place) {
    return episode[place];
  }

  /** Returns the undiscounted sum of rewards of the episode that ended last at a place. */
  public long returned(int place) {
    return returned[place];
  }

  /** Returns the number of steps of the episode that ended last at a place. */
  public int length(int place) {
    return length[place];
  }

  /** Returns all that a later {@link #restore} needs to go on as if nothing had happened. */
  public byte[] save() {
    ByteBuffer state = ByteBuffer.allocate(bytes());
    for (int place = 0; place < places; place++) {
      state.putLong(episode[place]).putInt(step[place]).putLong(running[place]);
      state.putInt(reward[place]).put(terminated[place]).put(truncated[place]);
      state.putLong(returned[place]).putInt(length[place]);
    }
    observations.save(state);
    game.save(state);
    return state.array();
  }

  private int bytes() {
    int perPlace = 3 * Long.BYTES + 3 * Integer.BYTES + 2;
    return places * perPlace + observations.bytes() + game.bytes();
  }

  /**
   * Goes on from what {@link #save} returned for the same settings, seeds and places.
   *
   * @throws IllegalArgumentException where the state has another length
   */
  public void restore(byte[] saved) {
    if (saved.length != bytes()) {
      throw new IllegalArgumentException(
          "the state of these environments has %d bytes; received %d"
              .formatted(bytes(), saved.length));
    }
    ByteBuffer state = ByteBuffer.wrap(saved);
    for (int place = 0; place < places; place++) {
      episode[place] = state.getLong();
      step[place] = state.getInt();
      running[place] = state.getLong();
      reward[place] = state.getInt();
      terminated[place] = state.get();
      truncated[place] = state.get();
      returned[place] = state.getLong();
      length[place] = state.getInt();
    }
    observations.restore(state);
    game.restore(state);
  }
}
