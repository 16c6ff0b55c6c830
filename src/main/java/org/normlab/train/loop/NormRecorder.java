package org.normlab.train.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.normlab.train.NormRecord;
import org.normlab.train.Run;
import org.normlab.train.file.Checkpoint;

/** Records the norms of a group of runs, epoch after epoch; a checkpoint keeps them. */
final class NormRecorder {
  private static final String PREFIX = GroupState.PREFIX + "recordedNorm.";

  private final long[] seeds;
  private final int epochs;

  /** {@code [R·out]} an epoch so far, by layer; sorted, so that equal records are equal files. */
  private final SortedMap<String, List<float[]>> norms = new TreeMap<>();

  NormRecorder(List<Run> runs, int epochs) {
    this.seeds = runs.stream().mapToLong(Run::seed).toArray();
    this.epochs = epochs;
  }

  /**
   * Records an epoch's start, unless it is recorded.
   *
   * @param frozen replicas that have ended
   */
  void record(long epoch, Map<String, float[]> now, int[] frozen) {
    now.forEach(
        (layer, values) -> {
          List<float[]> known = norms.computeIfAbsent(layer, _ -> new ArrayList<>());
          if (known.size() == epoch) {
            known.add(without(values, frozen));
          }
        });
  }

  private float[] without(float[] values, int[] frozen) {
    int out = values.length / seeds.length;
    for (int r : frozen) {
      Arrays.fill(values, r * out, (r + 1) * out, Float.NaN);
    }
    return values;
  }

  /**
   * Returns the norms as arrays {@code [epochs so far, R·out]} for a checkpoint; they belong to
   * {@code scope}.
   */
  NDList toArrays(NDManager scope) {
    NDList arrays = new NDList();
    norms.forEach(
        (layer, known) -> {
          int width = known.getFirst().length;
          float[] all = new float[known.size() * width];
          for (int i = 0; i < known.size(); i++) {
            System.arraycopy(known.get(i), 0, all, i * width, width);
          }
          NDArray array = scope.create(all).reshape(known.size(), width);
          array.setName(PREFIX + layer);
          arrays.add(array);
        });
    return arrays;
  }

  void restore(Checkpoint.Contents contents) {
    norms.clear();
    contents
        .arrays()
        .forEach(
            (name, array) -> {
              if (name.startsWith(PREFIX)) {
                norms.put(name.substring(PREFIX.length()), rows(array));
              }
            });
  }

  private static List<float[]> rows(NDArray array) {
    float[] all = array.toFloatArray();
    int width = Math.toIntExact(array.getShape().get(1));
    List<float[]> rows = new ArrayList<>();
    for (int from = 0; from < all.length; from += width) {
      rows.add(Arrays.copyOfRange(all, from, from + width));
    }
    return rows;
  }

  /** The record of all epochs, runs outermost; NaN where no run was left to train. */
  NormRecord toRecord() {
    Map<String, float[]> all = new LinkedHashMap<>();
    norms.forEach((layer, known) -> all.put(layer, byRun(known)));
    return new NormRecord(seeds, epochs, all);
  }

  private float[] byRun(List<float[]> known) {
    int out = known.getFirst().length / seeds.length;
    float[] all = new float[seeds.length * epochs * out];
    Arrays.fill(all, Float.NaN);
    for (int e = 0; e < known.size(); e++) {
      for (int r = 0; r < seeds.length; r++) {
        System.arraycopy(known.get(e), r * out, all, (r * epochs + e) * out, out);
      }
    }
    return all;
  }
}
