package org.normlab.data;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.normlab.data.table.ClassCount;

/**
 * Images as they were read, the official test rows last.
 *
 * @param shape {@code [channels, height, width]}
 * @param bytes {@code [rows, height, width, channels]}, direct
 * @param testRows how many of the last rows are the official test part
 */
record Images(List<Integer> shape, int classes, ByteBuffer bytes, int[] labels, int testRows) {

  /** Makes a data set of classes that are only numbered. */
  DataSet normalizable(String name, DataSpec spec, Consumer<String> progress) {
    progress.accept(ClassCount.sentence(labels, numbered(classes)));
    return normalizable(name, Split.of(labels, classes, testRows, spec), numbered(classes));
  }

  /** Names of classes that are only numbered. */
  static List<String> numbered(int classes) {
    return IntStream.range(0, classes).mapToObj(String::valueOf).toList();
  }

  DataSet normalizable(String name, Split split, List<String> classNames) {
    List<String> notes = new ArrayList<>(split.notes(labels, classNames));
    int channels = shape.getFirst();
    float[] mean = new float[channels];
    float[] deviation = new float[channels];
    long[][] histogram = histogram(split.train());
    for (int c = 0; c < channels; c++) {
      moments(histogram[c], c, mean, deviation);
      if (deviation[c] == 0) {
        deviation[c] = 1;
        notes.add("channel " + c + " is constant over the training rows; it is only centred");
      }
    }
    return new DataSet(
        name,
        shape,
        classes,
        bytes,
        labels,
        split.train(),
        split.validation(),
        split.test(),
        mean,
        deviation,
        List.copyOf(notes));
  }

  /**
   * Returns how often each byte stands in each channel; whole numbers, so no order of summing
   * matters.
   */
  private long[][] histogram(int[] rows) {
    int channels = shape.getFirst();
    byte[] image = new byte[channels * shape.get(1) * shape.get(2)];
    long[][] histogram = new long[channels][256];
    for (int row : rows) {
      bytes.get(row * image.length, image);
      for (int i = 0; i < image.length; i += channels) {
        for (int c = 0; c < channels; c++) {
          histogram[c][image[i + c] & 0xff]++;
        }
      }
    }
    return histogram;
  }

  private static void moments(long[] histogram, int c, float[] mean, float[] deviation) {
    double count = 0;
    double sum = 0;
    for (int value = 0; value < histogram.length; value++) {
      count += histogram[value];
      sum += (double) histogram[value] * value;
    }
    double squares = 0;
    for (int value = 0; value < histogram.length; value++) {
      squares += histogram[value] * Math.pow(value - sum / count, 2);
    }
    mean[c] = (float) (sum / count / 255);
    deviation[c] = (float) (Math.sqrt(squares / count) / 255);
  }
}
