package org.normlab.environment;

import java.nio.ByteBuffer;
import org.normlab.environment.game.ControlGame;
import org.normlab.environment.game.Game;
import org.normlab.environment.game.GridGame;
import org.normlab.environment.game.Planes;

/**
 * Writes what is observed at places into arrays of the caller: of MinAtar {@code [channels, 10,
 * 10]} zeros and ones as bits or bytes, of classic control a few numbers in about [−1, 1].
 */
public final class Observations {
  private final Game game;
  private final int channels;
  private final Planes planes;
  private final int size;

  /** The observations in which truncated episodes ended. */
  private final byte[] lastBits;

  private final float[] lastNumbers;

  Observations(Game game, int places, int channels) {
    this.game = game;
    this.channels = channels;
    planes = new Planes(channels);
    boolean grid = game instanceof GridGame;
    size = grid ? Planes.packedBytes(channels) : ((ControlGame) game).numbers();
    lastBits = new byte[grid ? places * size : 0];
    lastNumbers = new float[grid ? 0 : places * size];
  }

  /**
   * Returns how many bytes a packed observation has, or how many numbers one of classic control.
   */
  public int size() {
    return size;
  }

  /** Writes what is observed now as bits, the first cell in the lowest bit of the first byte. */
  public void pack(int place, byte[] to, int offset) {
    grid().observe(place, planes);
    planes.pack(to, offset);
  }

  /** Writes what is observed now as a byte of 0 or 1 for each of {@code channels · 100} cells. */
  public void write(int place, byte[] to, int offset) {
    grid().observe(place, planes);
    planes.write(to, offset);
  }

  /** Writes what is observed now as numbers that are scaled for a network. */
  public void write(int place, float[] to, int offset) {
    ControlGame control = (ControlGame) game;
    control.observe(place, to, offset);
    control.scale(to, offset);
  }

  /** Writes what is observed now as numbers in their own units. */
  void writeUnscaled(int place, float[] to, int offset) {
    ((ControlGame) game).observe(place, to, offset);
  }

  /** Writes as bits in what the episode ended that was truncated last at a place. */
  public void packLast(int place, byte[] to, int offset) {
    System.arraycopy(lastBits, place * size, to, offset, size);
  }

  /** Writes as bytes in what the episode ended that was truncated last at a place. */
  public void writeLast(int place, byte[] to, int offset) {
    Planes.unpack(lastBits, place * size, channels, to, offset);
  }

  /** Writes as numbers in what the episode ended that was truncated last at a place. */
  public void writeLast(int place, float[] to, int offset) {
    System.arraycopy(lastNumbers, place * size, to, offset, size);
  }

  /** Keeps what is observed now as that in which an episode ended. */
  void keep(int place) {
    if (game instanceof GridGame) {
      pack(place, lastBits, place * size);
    } else {
      write(place, lastNumbers, place * size);
    }
  }

  private GridGame grid() {
    return (GridGame) game;
  }

  int bytes() {
    return lastBits.length + Float.BYTES * lastNumbers.length;
  }

  void save(ByteBuffer to) {
    to.put(lastBits);
    for (float number : lastNumbers) {
      to.putFloat(number);
    }
  }

  void restore(ByteBuffer from) {
    from.get(lastBits);
    for (int k = 0; k < lastNumbers.length; k++) {
      lastNumbers[k] = from.getFloat();
    }
  }
}
