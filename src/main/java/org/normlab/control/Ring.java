package org.normlab.control;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.normlab.torch.Seeds;

/**
 * Tracks which transitions a replay on the device holds. A row is one sweep of a run's
 * environments; rows lie in a ring, and behind it slots for the observations in which truncated
 * episodes ended, as many as can be asked for. What is seen lies on the device alone; rewards and
 * ends lie here, since windows of n steps are summed once, when they are complete.
 *
 * <p>Slots are flat: those of a run stand behind each other, {@link #slotsOfRun} a run.
 */
public final class Ring {
  private final int runs;
  private final int places;
  private final int rows;
  private final int lastsOfPlace;
  private final int steps;
  private final NStep windows;
  private final double[][] reward;
  private final byte[][] end;
  private final int[][] action;
  private final int[][] last;
  private final long[] truncations;

  /** The number of rows begun; of the newest, the observations are known but no rewards yet. */
  private long begun;

  /**
   * Creates an empty ring.
   *
   * @param places environments of a run
   * @param limit steps after which episodes are truncated; 0 for none
   */
  public Ring(int runs, int places, Dqn agent, int limit) {
    this.runs = runs;
    this.places = places;
    rows = agent.replay() / places;
    steps = agent.steps();
    lastsOfPlace = limit == 0 ? 0 : (rows + agent.steps()) / limit + 2;
    windows = new NStep(steps, agent.discount(), places);
    int slots = rows * places;
    reward = new double[runs][slots];
    end = new byte[runs][slots];
    action = new int[runs][slots];
    last = new int[runs][slots];
    truncations = new long[runs * places];
  }

  /** Returns the slots of a run, those behind its ring included. */
  public int slotsOfRun() {
    return (rows + lastsOfPlace) * places;
  }

  private int slot(long row, int place) {
    return (int) (row % rows) * places + place;
  }

  /** Begins a row; the oldest is overwritten where the ring is full. */
  public void begin() {
    begun++;
  }

  /** Returns the flat slot of what is seen in the newest row. */
  public int seen(int run, int place) {
    return run * slotsOfRun() + slot(begun - 1, place);
  }

  /**
   * Records the reward and the end, if any, that followed an action of the newest row.
   *
   * @return the flat slot of the observation in which the episode ended, if it was truncated; −1
   *     otherwise
   */
  public int record(int run, int place, int taken, double gained, boolean ended, boolean cut) {
    int slot = slot(begun - 1, place);
    action[run][slot] = taken;
    reward[run][slot] = gained;
    end[run][slot] = ended ? NStep.TERMINATED : cut ? NStep.TRUNCATED : NStep.GOES_ON;
    if (ended || !cut) {
      return -1;
    }
    long count = truncations[run * places + place]++;
    int own = (rows + (int) (count % lastsOfPlace)) * places + place;
    last[run][slot] = own;
    return run * slotsOfRun() + own;
  }

  /** Tells whether windows have become complete by what was recorded of the newest row. */
  public boolean completes() {
    return begun >= steps;
  }

  /** A window that has become complete, by flat slots. */
  public record Window(int slot, double returned, double factor, int action, int following) {}

  /** Returns the window of a place that has become complete, before the next row begins. */
  public Window completed(int run, int place) {
    long start = begun - steps;
    int slot = slot(start, place);
    int length = windows.from(reward[run], end[run], slot, steps);
    int newest = slot(start + length - 1, place);
    int following =
        end[run][newest] == NStep.TRUNCATED ? last[run][newest] : slot(start + length, place);
    int base = run * slotsOfRun();
    return new Window(
        base + slot, windows.returned(), windows.factor(), action[run][slot], base + following);
  }

  private long oldest() {
    return Math.max(0, begun - rows);
  }

  /** Returns how many transitions of a run may be drawn. */
  public int drawable() {
    return (int) Math.max(0, begun - steps - oldest()) * places;
  }

  /** Returns the flat slot of a transition that may be drawn, from 0 for the oldest. */
  public long slotOf(int run, int one) {
    return (long) run * slotsOfRun() + slot(oldest() + one / places, one % places);
  }

  /**
   * Draws the flat slots of an update's transitions, {@code [B, R]}.
   *
   * @param update of all, from 0
   */
  public void draw(long[] seeds, long update, int batch, long[] to, int offset) {
    int count = drawable();
    for (int run = 0; run < runs; run++) {
      RandomGenerator random = Seeds.random(seeds[run], "replay", 0, update);
      for (int b = 0; b < batch; b++) {
        to[offset + b * runs + run] = slotOf(run, random.nextInt(count));
      }
    }
  }

  /** Returns all that {@link #restore} needs. */
  public byte[] save() {
    ByteBuffer state = ByteBuffer.allocate(bytes()).putLong(begun);
    state.asLongBuffer().put(truncations);
    state.position(state.position() + truncations.length * Long.BYTES);
    for (int run = 0; run < runs; run++) {
      for (int slot = 0; slot < reward[run].length; slot++) {
        state.putDouble(reward[run][slot]).put(end[run][slot]);
        state.putInt(action[run][slot]).putInt(last[run][slot]);
      }
    }
    return state.array();
  }

  private int bytes() {
    long perSlot = Double.BYTES + 1 + 2 * Integer.BYTES;
    // A state is one array of Java, which ends at 2 GB.
    return Math.toIntExact(
        Long.BYTES * (1L + truncations.length) + perSlot * runs * reward[0].length);
  }

  /** Goes on from what {@link #save} returned for a ring of the same size. */
  public void restore(byte[] saved) {
    if (saved.length != bytes()) {
      throw new IllegalArgumentException(
          "the state of this replay has %d bytes; received %d".formatted(bytes(), saved.length));
    }
    ByteBuffer state = ByteBuffer.wrap(saved);
    begun = state.getLong();
    Arrays.setAll(truncations, i -> state.getLong());
    for (int run = 0; run < runs; run++) {
      for (int slot = 0; slot < reward[run].length; slot++) {
        reward[run][slot] = state.getDouble();
        end[run][slot] = state.get();
        action[run][slot] = state.getInt();
        last[run][slot] = state.getInt();
      }
    }
  }
}
