package org.normlab.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.random.RandomGenerator;

/** The order of a variable's numbers in memory, {@code [R, axes in the variable's order]}. */
record Layout(Variable variable, int replicas, long[] sizes, int[] toLogical) {
  static Layout of(Variable variable, int replicas) {
    int axes = variable.shape().size();
    long[] sizes = new long[axes + 1];
    int[] toLogical = new int[axes + 1];
    sizes[0] = replicas;
    for (int i = 0; i < axes; i++) {
      int axis = variable.order().get(i);
      sizes[i + 1] = variable.shape().get(axis);
      toLogical[axis + 1] = i + 1;
    }
    return new Layout(variable, replicas, sizes, toLogical);
  }

  NDArray zeros(NDManager manager) {
    return logical(manager.zeros(new Shape(sizes)));
  }

  NDArray fill(NDManager manager, List<Long> seeds) {
    int size = Math.toIntExact(variable.size());
    int[] place = places(size);
    float[] values = new float[Math.multiplyExact(size, replicas)];
    for (int r = 0; r < replicas; r++) {
      RandomGenerator random = Seeds.random(seeds.get(r), "initial " + variable.name(), 0, 0);
      for (int i = 0; i < size; i++) {
        values[r * size + place[i]] = variable.initial().draw(random);
      }
    }
    // A new array shares the memory of a Java buffer, which dies with the array; its view would
    // not.
    try (NDArray shared = manager.create(values, new Shape(sizes))) {
      return logical(shared.duplicate());
    }
  }

  private NDArray logical(NDArray memory) {
    try (memory) {
      return memory.transpose(toLogical);
    }
  }

  /** Returns where the i-th number in PyTorch's order stands in memory. */
  private int[] places(int size) {
    int axes = variable.shape().size();
    int[] stride = new int[axes];
    int step = 1;
    for (int i = axes - 1; i >= 0; i--) {
      stride[variable.order().get(i)] = step;
      step *= variable.shape().get(variable.order().get(i));
    }
    int[] place = new int[size];
    for (int i = 0; i < size; i++) {
      int rest = i;
      for (int axis = axes - 1; axis >= 0; axis--) {
        place[i] += (rest % variable.shape().get(axis)) * stride[axis];
        rest /= variable.shape().get(axis);
      }
    }
    return place;
  }
}
