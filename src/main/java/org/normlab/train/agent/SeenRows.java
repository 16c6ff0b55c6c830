package org.normlab.train.agent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.normlab.environment.Environments;
import org.normlab.environment.Observations;

/** Collects observations, bits or numbers, as the rows of one array for the device. */
final class SeenRows {
  private final boolean grid;
  private final int size;
  private final ByteBuffer buffer;
  private final byte[] bits;
  private final float[] numbers;
  private int count;

  /**
   * Creates room for rows.
   *
   * @param most how many rows there may be at once
   * @param size of an observation, bytes or numbers
   * @param grid whether observations are bits
   */
  SeenRows(int most, int size, boolean grid) {
    this.grid = grid;
    this.size = size;
    buffer =
        ByteBuffer.allocateDirect(most * size * (grid ? 1 : Float.BYTES))
            .order(ByteOrder.nativeOrder());
    bits = new byte[grid ? most * size : 0];
    numbers = new float[grid ? 0 : most * size];
  }

  void clear() {
    count = 0;
  }

  int count() {
    return count;
  }

  /** Adds what is seen now at a place. */
  void add(Environments environments, int place) {
    Observations observations = environments.observations();
    if (grid) {
      observations.pack(place, bits, count * size);
    } else {
      observations.write(place, numbers, count * size);
    }
    count++;
  }

  /** Adds the last observation of the episode that was truncated last at a place. */
  void addLast(Environments environments, int place) {
    setLast(environments, place, count++);
  }

  /** Sets the number of rows, all of them zeros. */
  void zero(int rows) {
    count = rows;
    Arrays.fill(bits, (byte) 0);
    Arrays.fill(numbers, 0);
  }

  /** Overwrites a row by the last observation of the episode truncated last at a place. */
  void setLast(Environments environments, int place, int row) {
    if (grid) {
      environments.observations().packLast(place, bits, row * size);
    } else {
      environments.observations().writeLast(place, numbers, row * size);
    }
  }

  /** Returns the rows {@code [count, size]}; they belong to {@code scope}. */
  NDArray toArray(NDManager scope) {
    buffer.clear();
    if (grid) {
      buffer.put(bits, 0, count * size);
    } else {
      buffer.asFloatBuffer().put(numbers, 0, count * size);
      buffer.position(count * size * Float.BYTES);
    }
    buffer.flip();
    DataType type = grid ? DataType.UINT8 : DataType.FLOAT32;
    return scope.create(buffer, new Shape(count, size), type);
  }
}
