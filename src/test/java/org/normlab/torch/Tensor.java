package org.normlab.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers for a kernel, or of one, in PyTorch's order.
 *
 * @param type in which a kernel gets them
 */
public record Tensor(double[] values, DataType type, long... shape) {
  public Tensor {
    long size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    if (size != values.length) {
      throw new IllegalArgumentException(
          "%d numbers do not have the shape %s".formatted(values.length, Arrays.toString(shape)));
    }
  }

  public static Tensor doubles(double[] values, long... shape) {
    return new Tensor(values, DataType.FLOAT64, shape);
  }

  public static Tensor floats(float[] values, long... shape) {
    double[] wide = new double[values.length];
    Arrays.setAll(wide, i -> values[i]);
    return new Tensor(wide, DataType.FLOAT32, shape);
  }

  /** Of at most 53 bits. */
  public static Tensor longs(long[] values, long... shape) {
    return new Tensor(Arrays.stream(values).asDoubleStream().toArray(), DataType.INT64, shape);
  }

  public static Tensor of(NDArray array) {
    return new Tensor(
        array.toType(DataType.FLOAT64, false).toDoubleArray(),
        array.getDataType(),
        array.getShape().getShape());
  }

  public static List<Tensor> of(List<NDArray> arrays) {
    return arrays.stream().map(Tensor::of).toList();
  }

  public NDArray array(NDManager scope) {
    return scope.create(values, new Shape(shape)).toType(type, false);
  }

  public float[] toFloats() {
    float[] narrow = new float[values.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) values[i];
    }
    return narrow;
  }

  public long[] toLongs() {
    return Arrays.stream(values).mapToLong(value -> (long) value).toArray();
  }
}
