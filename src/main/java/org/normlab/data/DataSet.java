package org.normlab.data;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A data set on the host. Row i is sample i; the three parts are row numbers. Tables hold float32,
 * standardized by the training part; images hold bytes and are normalized to (x/255 −
 * mean)/deviation after gathering on the device.
 *
 * @param shape of one sample: {@code [features]}, or {@code [channels, height, width]} for images
 * @param values direct, native byte order: float32 {@code [rows, features]} for tables, uint8
 *     {@code [rows, height, width, channels]} for images (channels last, as the kernels want them)
 * @param labels class 0…classes−1 of each row
 * @param mean per channel of the training part, in [0,1]; empty for tables
 * @param deviation likewise
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
    List<String> notes) {
  public boolean isImage() {
    return shape.size() == 3;
  }

  public int rows() {
    return labels.length;
  }
}
