package org.normlab.control.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.normlab.torch.Tensor;
import tools.jackson.databind.JsonNode;

/** One case of the reference numbers, in a number format with its tolerance. */
public record Given(JsonNode json, DataType type) {
  private static final double NARROW = 1e-6;
  private static final double WIDE = 1e-12;

  public double number(String name) {
    return json.path(name).asDouble();
  }

  public Given at(String name) {
    return new Given(json.path(name), type);
  }

  /** A tensor of the case's format, with the shape of its JSON. */
  public Tensor tensor(String name) {
    return tensor(json.path(name), type);
  }

  public Tensor tensor(String name, long... shape) {
    return new Tensor(tensor(name).values(), type, shape);
  }

  public Tensor longs(String name) {
    return tensor(json.path(name), DataType.INT64);
  }

  public static Tensor tensor(JsonNode array, DataType type) {
    List<Double> numbers = new ArrayList<>();
    collect(array, numbers);
    List<Long> shape = new ArrayList<>();
    for (JsonNode inner = array; inner.isArray(); inner = inner.path(0)) {
      shape.add((long) inner.size());
    }
    return new Tensor(
        numbers.stream().mapToDouble(Double::doubleValue).toArray(),
        type,
        shape.stream().mapToLong(Long::longValue).toArray());
  }

  private static void collect(JsonNode node, List<Double> numbers) {
    if (node.isArray()) {
      node.values().forEach(inner -> collect(inner, numbers));
    } else {
      numbers.add(node.asDouble());
    }
  }

  /** γⁿ of each row, 0 where the window ended by termination. */
  public Tensor factor() {
    double[] factor = tensor("terminated").values().clone();
    for (int i = 0; i < factor.length; i++) {
      factor[i] = (1 - factor[i]) * number("discount");
    }
    return new Tensor(factor, type, factor.length);
  }

  public void same(String what, Tensor found, Tensor expected) {
    same(what, found, expected, WIDE);
  }

  /** Checks numbers within the tolerance of the format, relative where they are above 1. */
  public void same(String what, Tensor found, Tensor expected, double wide) {
    double tolerance = type == DataType.FLOAT32 ? NARROW : wide;
    assertThat(found.values()).as(what).hasSize(expected.values().length);
    for (int i = 0; i < found.values().length; i++) {
      double wanted = expected.values()[i];
      assertThat(found.values()[i])
          .as("%s %d", what, i)
          .isCloseTo(wanted, Offset.offset(tolerance * Math.max(1, Math.abs(wanted))));
    }
  }

  public static double mean(Tensor rows) {
    double sum = 0;
    for (double value : rows.values()) {
      sum += value;
    }
    return sum / rows.values().length;
  }

  public void same(String name, double found) {
    Tensor one = new Tensor(new double[] {found}, type, 1);
    same(name, one, new Tensor(new double[] {number(name)}, type, 1));
  }
}
