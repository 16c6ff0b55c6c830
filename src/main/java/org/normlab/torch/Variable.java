package org.normlab.torch;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A tensor that outlives a step: a trained parameter, or state that the forward pass updates. In
 * memory it has a leading replica axis; {@code shape} is one replica's, in PyTorch's layout, as it
 * is named and exported.
 *
 * @param order the axes of {@code shape} from outermost to innermost in memory; kernels are fastest
 *     on this order
 */
public record Variable(
    String name, Role role, Initial initial, List<Integer> shape, List<Integer> order) {
  /** Describes what a variable is to the optimizer. */
  public enum Role {
    /** Weight of a hidden layer. */
    WEIGHT,
    /** Scale, offset or bias: decays only if the optimizer says so. */
    SCALE,
    /** The output layer, weight and bias: always decays. */
    OUTPUT,
    /** Not trained. */
    STATE
  }

  public Variable(String name, Role role, Initial initial, List<Integer> shape) {
    this(name, role, initial, shape, IntStream.range(0, shape.size()).boxed().toList());
  }

  /**
   * The tensor {@code [R, shape]} as kernels take it, so that a step spends nothing on looking at
   * it in another way: vectors and the kernels of convolutions have their replicas in the first
   * axis, {@code [R·C]} and {@code [R·out, in, h, w]}; matrices are {@code [R, in, out]}, or {@code
   * [in, out]} where there is one replica.
   */
  String form(String tensor, int replicas) {
    return switch (shape.size()) {
      case 1 -> tensor + ".view([-1])";
      case 2 -> tensor + ".transpose(1, 2)" + (replicas == 1 ? ".squeeze(0)" : "");
      default -> tensor + ".flatten(0, 1)";
    };
  }

  /**
   * A kernel {@code name(tensors)} that gives variables {@code [R, shape]} the form in which
   * forward passes take them; it copies nothing.
   */
  public static Kernel forms(String name, List<Variable> variables, int replicas) {
    List<String> forms =
        IntStream.range(0, variables.size())
            .mapToObj(i -> variables.get(i).form("t[" + i + "]", replicas))
            .toList();
    return new Kernel(
        "def %s(t: List[Tensor]) -> List[Tensor]:\n  return %s\n"
            .formatted(name, variables.isEmpty() ? "annotate(List[Tensor], [])" : forms));
  }

  /** Numbers of one replica. */
  public long size() {
    return shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
  }
}
