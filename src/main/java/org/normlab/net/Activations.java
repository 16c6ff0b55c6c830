package org.normlab.net;

import java.util.List;
import org.normlab.net.layer.Layers;
import org.normlab.norm.Normalization;
import org.normlab.norm.site.Activation;
import org.normlab.setting.Problem;
import org.normlab.setting.Words;

/** Decides which nonlinearity a network has under a method. */
public final class Activations {
  static final String MEANING =
      "nonlinearity [relu, or the method's own: selu under self-normalizing, tlu under"
          + " filter-response, evonorm-s0 and evonorm-b0 under these]";

  private Activations() {}

  /** Returns the network with its nonlinearity under the method, where none is asked for. */
  public static Architecture resolved(Architecture network, Normalization method) {
    return network.activation() == null
        ? network.withActivation(Layers.nonlinearity(method, null))
        : network;
  }

  /** Says why a network cannot have the nonlinearity asked for; pointers relative to the job. */
  public static List<Problem> problems(Architecture network, Normalization method) {
    Activation asked = network.activation();
    if (asked == null || asked == method.nonlinearity().orElse(null)) {
      return List.of();
    }
    if (method.nonlinearity().isPresent()) {
      return refused(
          "the method brings its own nonlinearity, %s, in place of any other: leave activation out or write \"%1$s\"; received \"%2$s\""
              .formatted(method.nonlinearity().get(), asked));
    }
    return asked.method().map(own -> refused(ofMethod(asked, own))).orElse(List.of());
  }

  private static String ofMethod(Activation asked, String method) {
    return "%s is the nonlinearity of %s and stands with that method alone; allowed are %s"
        .formatted(asked, method, Words.all(Activation.ofNetworks()));
  }

  private static List<Problem> refused(String detail) {
    return List.of(new Problem("/architecture/activation", detail));
  }
}
