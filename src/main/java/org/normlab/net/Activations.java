package org.normlab.net;

/** The nonlinearities that a job may name, for the annotations of settings. */
final class Activations {
  static final String RELU = "relu";
  static final String SELU = "selu";
  static final String ELU = "elu";
  static final String GELU = "gelu";
  static final String SILU = "silu";
  static final String TANH = "tanh";

  private Activations() {}
}
