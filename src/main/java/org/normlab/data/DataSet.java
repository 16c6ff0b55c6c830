package org.normlab.data;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A data set on the host. Row i is sample i; the three parts are row numbers. Tables hold float32,
 * standardized by the training part; images hold bytes and are normalized to (x/255 −
 * mean)/deviation after gathering on the device.
 *
 * <p>A text is one row of tokens, and sample i its window of T tokens that begins at token i; the
 * label of each of them is the token after it. The parts list where their windows begin.
 *
 * @param shape of one sample: {@code [features]}, {@code [channels, height, width]} for images, or
 *     {@code [T]} for text
 * @param values direct, native byte order: float32 {@code [rows, features]} for tables, uint8
 *     {@code [rows, height, width, channels]} for images (channels last, as the kernels want them);
 *     empty for text
 * @param labels class 0…classes−1 of each row; for text its tokens, one after another
 * @param mean per channel of the training part, in [0,1]; empty for tables and text
 * @param deviation likewise
 * @param isText whether it is a text; then classes is the size of its vocabulary
 * @param notes what a user should know: dropped constant columns, classes missing from a part …
 */
public record DataSet(
    String name,
    List<Integer> shape,
    int classes,
    ByteBuffer values,
    int[] labels,
    int[] train,
    int[] validation,
    int[] test,
    float[] mean,
    float[] deviation,
    boolean isText,
    List<String> notes) {
  /** A table or images. */
  public DataSet(
      String name,
      List<Integer> shape,
      int classes,
      ByteBuffer values,
      int[] labels,
      int[] train,
      int[] validation,
      int[] test,
      float[] mean,
      float[] deviation,
      List<String> notes) {
    this(
        name,
        shape,
        classes,
        values,
        labels,
        train,
        validation,
        test,
        mean,
        deviation,
        false,
        notes);
  }

  public boolean isImage() {
    return shape.size() == 3;
  }

  /** The same set with nothing held out. */
  public DataSet trainingOnly() {
    int[] none = {};
    return new DataSet(
        name, shape, classes, values, labels, train, none, none, mean, deviation, isText, notes);
  }

  /** Returns how many labels a sample has: one, or one a token. */
  public int labelsPerRow() {
    return isText ? shape.getFirst() : 1;
  }

  public int rows() {
    return labels.length;
  }
}
