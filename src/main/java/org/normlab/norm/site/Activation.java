package org.normlab.norm.site;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A nonlinearity: one that any network may have, or one that stands with a single method alone. */
public enum Activation {
  RELU,
  SELU,
  ELU,
  GELU,
  SILU,
  TANH,
  /** max(y, τ), the nonlinearity of filter response normalization. */
  TLU("filter-response"),
  EVONORM_S0("evonorm-s0"),
  EVONORM_B0("evonorm-b0");

  private final Optional<String> method;

  Activation() {
    method = Optional.empty();
  }

  Activation(String method) {
    this.method = Optional.of(method);
  }

  /** Returns the word of the method that contains it; empty where every network may have it. */
  public Optional<String> method() {
    return method;
  }

  /** Lists those that a network may have under any method that does not bring its own. */
  public static List<Activation> ofNetworks() {
    return Arrays.stream(values()).filter(one -> one.method.isEmpty()).toList();
  }

  /** Returns its word in JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
