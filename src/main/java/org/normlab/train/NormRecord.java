package org.normlab.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normlab.norm.site.Weight;
import org.normlab.train.file.Checkpoint;
import org.normlab.train.file.Sha256;
import org.normlab.train.file.TrainingFailed;

/**
 * The norms of the rows of hidden weights at the start of each epoch, of all runs of a training. As
 * a file: {@code <layer>.recordedNorm} float32 {@code [runs, epochs, out]} and {@code seeds} int64
 * {@code [runs]}. Where a run had ended its norms are NaN.
 *
 * @param seeds of the runs
 * @param norms {@code [runs · epochs · out]} by layer
 */
public record NormRecord(long[] seeds, int epochs, Map<String, float[]> norms) {
  static final String SEEDS = "seeds";

  /** Says what a job may record. */
  private static final long MOST_BYTES = 256L << 20;

  /**
   * Reads a record whose file must have this hash.
   *
   * @throws TrainingFailed where it is not there, another one or none
   */
  public static NormRecord read(TrainingContext.Norms place, NDManager scope)
      throws TrainingFailed {
    try {
      byte[] bytes = Files.readAllBytes(place.file());
      String found = Sha256.of(bytes);
      if (!found.equals(place.sha256())) {
        throw unreadable(place.file(), Sha256.mismatch(found, place.sha256()), null);
      }
      return of(NDList.decode(scope, new ByteArrayInputStream(bytes)));
    } catch (IOException | RuntimeException e) {
      throw unreadable(place.file(), Checkpoint.reason(e), e);
    }
  }

  private static TrainingFailed unreadable(Path file, String why, @Nullable Exception cause) {
    String text =
        "the norms that the reference job recorded cannot be read from %s: %s".formatted(file, why);
    return cause == null ? new TrainingFailed(text) : new TrainingFailed(text, cause);
  }

  private static NormRecord of(NDList arrays) {
    long[] seeds = {};
    int epochs = 0;
    Map<String, float[]> norms = new LinkedHashMap<>();
    for (NDArray array : arrays) {
      String name = array.getName();
      if (name.equals(SEEDS)) {
        seeds = array.toLongArray();
      } else if (name.endsWith(Weight.RECORDED_NORM)) {
        epochs = Math.toIntExact(array.getShape().get(1));
        norms.put(
            name.substring(0, name.length() - Weight.RECORDED_NORM.length()), array.toFloatArray());
      }
    }
    return new NormRecord(seeds, epochs, norms);
  }

  /** The norms {@code [out]} of a layer in the run of a seed, at the start of an epoch. */
  public float[] at(String layer, long seed, long epoch) throws TrainingFailed {
    float[] all = norms.get(layer);
    int run = Arrays.stream(seeds).boxed().toList().indexOf(seed);
    if (all == null || run < 0 || epoch >= epochs) {
      throw new TrainingFailed(
          "the reference job recorded no norms of layer %s, seed %d, epoch %d; it has %s, seeds %s, %d epochs"
              .formatted(layer, seed, epoch, norms.keySet(), Arrays.toString(seeds), epochs));
    }
    int out = all.length / seeds.length / epochs;
    int from = Math.toIntExact((run * (long) epochs + epoch) * out);
    return Arrays.copyOfRange(all, from, from + out);
  }

  /** Puts the records of a training's groups one after another, each with its seeds. */
  public static NormRecord joined(List<NormRecord> groups) {
    long[] seeds = groups.stream().flatMapToLong(g -> Arrays.stream(g.seeds)).toArray();
    Map<String, float[]> norms = new LinkedHashMap<>();
    for (String layer : groups.getFirst().norms.keySet()) {
      float[] all = {};
      for (NormRecord group : groups) {
        float[] part = group.norms.getOrDefault(layer, new float[0]);
        int before = all.length;
        all = Arrays.copyOf(all, before + part.length);
        System.arraycopy(part, 0, all, before, part.length);
      }
      norms.put(layer, all);
    }
    return new NormRecord(seeds, groups.getFirst().epochs, norms);
  }

  public Checkpoint write(Path folder, int attempt, NDManager scope) throws TrainingFailed {
    NDList arrays = new NDList();
    NDArray numbers = scope.create(seeds);
    numbers.setName(SEEDS);
    arrays.add(numbers);
    norms.forEach(
        (layer, values) -> {
          NDArray array =
              scope
                  .create(values)
                  .reshape(seeds.length, epochs, values.length / seeds.length / epochs);
          array.setName(layer + Weight.RECORDED_NORM);
          arrays.add(array);
        });
    return Checkpoint.write(
        Checkpoint.folder(folder, attempt), "norms.safetensors", arrays, "the record of norms");
  }

  /** Returns what the record of a training takes that would be too much; 0 where it is not. */
  static long excess(long rows, int runs, int epochs) {
    double bytes = (double) rows * runs * epochs * Float.BYTES;
    return bytes > MOST_BYTES ? (long) bytes : 0;
  }

  static long mostBytes() {
    return MOST_BYTES;
  }
}
