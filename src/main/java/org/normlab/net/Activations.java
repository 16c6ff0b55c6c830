package org.normlab.net;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.norm.Normalization;
import org.normlab.setting.Problem;

/**
 * The nonlinearities that a job may name, and which of them a network has under a method. Those
 * that are part of a method stand at its sites and are named after it.
 */
public final class Activations {
  static final String RELU = "relu";
  static final String SELU = "selu";
  static final String ELU = "elu";
  static final String GELU = "gelu";
  static final String SILU = "silu";
  static final String TANH = "tanh";

  /** max(y, τ), the nonlinearity of filter response normalization. */
  static final String TLU = "tlu";

  static final String EVONORM_S0 = "evonorm-s0";
  static final String EVONORM_B0 = "evonorm-b0";

  static final String MEANING =
      "nonlinearity [relu, or the method's own: selu under self-normalizing, tlu under"
          + " filter-response, evonorm-s0 and evonorm-b0 under these]";

  private static final List<String> OF_METHODS = List.of(TLU, EVONORM_S0, EVONORM_B0);

  private Activations() {}

  /** The nonlinearity that is trained where a job asks for one, or for none in particular. */
  static String under(Normalization method, @Nullable String asked) {
    return method.nonlinearity().orElse(asked == null ? RELU : asked);
  }

  /** The network with the nonlinearity that it has under the method, where none is asked for. */
  public static Architecture resolved(Architecture network, Normalization method) {
    return network.activation() == null ? network.withActivation(under(method, null)) : network;
  }

  /** Why a network cannot have the nonlinearity asked for; pointers relative to the job. */
  public static List<Problem> problems(Architecture network, Normalization method) {
    String asked = network.activation();
    if (asked == null || asked.equals(method.nonlinearity().orElse(null))) {
      return List.of();
    }
    if (method.nonlinearity().isPresent()) {
      return refused(
          "the method brings its own nonlinearity, %s, in place of any other: leave activation out"
              + " or write \"%1$s\"; received \"%2$s\"",
          method.nonlinearity().get(), asked);
    }
    return OF_METHODS.contains(asked)
        ? refused(
            "%s is the nonlinearity of %s and stands with that method alone; allowed are relu,"
                + " selu, elu, gelu, silu and tanh",
            asked, asked.equals(TLU) ? "filter-response" : asked)
        : List.of();
  }

  private static List<Problem> refused(String sentence, String... words) {
    return List.of(new Problem("/architecture/activation", sentence.formatted((Object[]) words)));
  }
}
