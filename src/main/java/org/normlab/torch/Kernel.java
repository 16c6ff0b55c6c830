package org.normlab.torch;

import java.util.List;

/**
 * A function in TorchScript text, the mathematics of one idea: {@code def name(…) -> …:} and its
 * body.
 *
 * @param needs kernels that this one calls, as {@code __torch__.name(…)}
 */
public record Kernel(String source, List<Kernel> needs) {
  public Kernel(String source) {
    this(source, List.of());
  }

  public String name() {
    return source.substring("def ".length(), source.indexOf('('));
  }
}
