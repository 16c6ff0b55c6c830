package org.normlab.norm.site;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.torch.Initial;
import org.normlab.torch.Variable;

/**
 * The weight of a hidden layer: of a linear one {@code [out, in]}, or of a convolution {@code [out,
 * in, height, width]}.
 *
 * @param layer its name, {@code hidden.0}
 * @param network how the network wants it to start; null where the method decides
 * @param within its place in a residual branch, if it is in one
 */
public record Weight(
    String layer, List<Integer> shape, @Nullable Initial network, Branch.@Nullable Within within) {
  /**
   * The end of the names of norms that a training records of a weight's rows, after the layer's
   * name: of the series in the record, and of the states of a method that follows it.
   */
  public static final String RECORDED_NORM = ".recordedNorm";

  private static final List<Integer> LINEAR = List.of(1, 0);
  private static final List<Integer> CONVOLUTION = List.of(0, 2, 3, 1);

  public int out() {
    return shape.getFirst();
  }

  /** Inputs of one output. */
  public long fanIn() {
    return shape.stream().skip(1).mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
  }

  /** The network's start, or the method's where the network has no wish. */
  public Initial usual(Initial method) {
    return network == null ? method : network;
  }

  /**
   * A trained variable of the weight's shape. Innermost in memory is the axis that kernels read
   * along: inputs last would make PyTorch copy or transpose in every step.
   */
  public Variable variable(String name, Initial initial) {
    List<Integer> order = shape.size() == 2 ? LINEAR : CONVOLUTION;
    return new Variable(layer + "." + name, Variable.Role.WEIGHT, initial, shape, order);
  }

  /**
   * Returns whether it is what the method trains for this weight: the weight itself, or a
   * direction.
   */
  public boolean isMadeFrom(Variable parameter) {
    String name = parameter.name();
    return parameter.role() == Variable.Role.WEIGHT
        && name.startsWith(layer + ".")
        && name.indexOf('.', layer.length() + 1) < 0;
  }

  /** A trained number for each output. */
  public Variable perOutput(String name, Initial initial) {
    return new Variable(layer + "." + name, Variable.Role.SCALE, initial, List.of(out()));
  }
}
