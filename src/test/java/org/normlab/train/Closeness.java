package org.normlab.train;

import java.util.List;
import java.util.Map;

/**
 * How close fused runs come to each of them alone, in units of a tensor's greatest gradient. Fused
 * and single runs add in another order, and convolve and multiply by other kernels: one rounding is
 * 6e-8, and most pairs of a method and a network stay below 1e-5. Those that do not have a reason:
 *
 * <ul>
 *   <li>Where a replica's activation is a rounding away from 0, or two candidates for a maximum
 *       are, the gradient jumps: pairs in {@link #AT_A_KINK}. One replica of four is off, the
 *       others are within 1e-5. With tanh for relu {@code group} and {@code iterative} have none
 *       that is off.
 *   <li>Inverse roots of covariances magnify rounding by the inverse of their least eigenvalue:
 *       {@code iterative}. At 16 rows of one position, as deep in {@code resnet-224}, these
 *       matrices are almost singular.
 *   <li>Rounding adds up over the layers of {@code vgg} and {@code resnet-224}. In {@code vit} the
 *       biases before batch statistics have no gradient but rounding.
 * </ul>
 */
public final class Closeness {
  private static final Map<String, String> AT_A_KINK =
      Map.of(
          "group", Small.RESNET,
          "iterative", "\"wide-resnet\"",
          "evonorm-b0", "\"wide-resnet\"");

  /** Networks of many layers, in which rounding grows. */
  private static final List<String> DEEP = List.of("\"vgg\"", "\"resnet-224\"");

  private Closeness() {}

  /** Greatest difference of a tensor's gradients after one step, relative to the greatest. */
  public static double ofGradients(String method, String network) {
    if (isAtAKink(method, network)) {
      return 2e-2;
    }
    if (isType(method, "iterative")) {
      return network.contains("\"resnet-224\"") ? 5e-3 : 1e-4;
    }
    return isDeep(network) || network.contains("\"vit\"") ? 1e-4 : 1e-5;
  }

  /** Greatest relative difference of the loss before any step. */
  public static double ofFirstLoss() {
    return 1e-5;
  }

  /**
   * Likewise before later steps. In deep networks a difference doubles from step to step, each time
   * that an activation crosses a kink: from 5e-7 before the second step to 2e-2 before the 20th
   * under {@code l1-batch}, and to 7e-2 under {@code iterative}.
   */
  public static double ofLosses(String network) {
    return isDeep(network) ? 0.1 : 1e-3;
  }

  private static boolean isAtAKink(String method, String network) {
    return AT_A_KINK.entrySet().stream()
        .anyMatch(pair -> isType(method, pair.getKey()) && network.contains(pair.getValue()));
  }

  private static boolean isDeep(String network) {
    return DEEP.stream().anyMatch(network::contains);
  }

  private static boolean isType(String method, String type) {
    return method.startsWith("{\"type\":\"" + type + "\"");
  }
}
