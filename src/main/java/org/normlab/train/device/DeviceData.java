package org.normlab.train.device;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.normlab.data.DataSet;
import org.normlab.torch.Torch;
import org.normlab.torch.program.Program;
import org.normlab.train.step.Gathering;

/**
 * A data set as arrays on the device, whole; a batch is one gather from it.
 *
 * @param values what {@link Gathering}'s kernels call {@code data}
 * @param labels {@code [rows]}, int64; for text the token after each token, int32
 */
public record DeviceData(DataSet set, List<NDArray> values, NDArray labels) {
  private static final double WHITE = 255;

  public static DeviceData of(DataSet set, Torch torch) {
    if (set.isText()) {
      return text(set, torch);
    }
    List<NDArray> values = new ArrayList<>();
    if (set.isImage()) {
      List<Integer> shape = set.shape();
      values.add(
          torch.buffer(set.values(), true, set.rows(), shape.get(1), shape.get(2), shape.get(0)));
      values.addAll(standardizing(set, torch));
    } else {
      values.add(torch.buffer(set.values(), false, set.rows(), set.shape().getFirst()));
    }
    long[] labels = new long[set.rows()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = set.labels()[i];
    }
    return new DeviceData(set, values, torch.longs(labels, labels.length));
  }

  /** Tokens once, and the places of a window's tokens after its first. */
  private static DeviceData text(DataSet set, Torch torch) {
    long[] places = LongStream.range(0, set.shape().getFirst()).toArray();
    NDArray tokens = torch.ints(set.labels(), set.rows());
    return new DeviceData(
        set, List.of(tokens, torch.longs(places, places.length)), tokens.get("1:"));
  }

  /** (x / 255 − mean) / deviation as one scale and one offset a channel. */
  private static List<NDArray> standardizing(DataSet set, Torch torch) {
    int channels = set.shape().getFirst();
    float[] scale = new float[channels];
    float[] offset = new float[channels];
    for (int c = 0; c < channels; c++) {
      scale[c] = (float) (1 / (WHITE * set.deviation()[c]));
      offset[c] = -set.mean()[c] / set.deviation()[c];
    }
    return List.of(torch.floats(scale, channels), torch.floats(offset, channels));
  }

  /**
   * Adds what steps {@code first … first + count − 1} of an epoch take to a program's arguments:
   * the data, which rows of them, and how these are augmented.
   *
   * @param step of the training, the first of these
   */
  Program.Arguments batches(
      Program.Arguments arguments,
      NDManager scope,
      Batches batches,
      long epoch,
      int first,
      long step,
      int count) {
    long[] index = batches.index(epoch, first, count);
    return arguments
        .list("data", values)
        .tensor(labels)
        .tensor(scope.create(index, new Shape(count, index.length / count)))
        .tensor(shifts(scope, batches, step, count));
  }

  private NDArray shifts(NDManager scope, Batches batches, long step, int count) {
    if (batches.augment() == null) {
      return scope.create(new long[count]);
    }
    long[] shifts = batches.shifts(batches.augment(), set.shape(), step, count);
    int numbers = AugmentationDraws.numbers(batches.augment());
    return scope.create(shifts, new Shape(count, shifts.length / count / numbers, numbers));
  }
}
