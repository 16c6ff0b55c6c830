package org.normlab.torch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Kernels that stand in one program, each once; what they need comes before them. */
final class KernelSet {
  private final Map<String, Kernel> byName = new LinkedHashMap<>();

  void use(Kernel kernel) {
    kernel.needs().forEach(this::use);
    Kernel known = byName.putIfAbsent(kernel.name(), kernel);
    if (known != null && !known.source().equals(kernel.source())) {
      throw new IllegalStateException(
          "two kernels are called %s: %s and %s"
              .formatted(kernel.name(), known.origin(), kernel.origin()));
    }
  }

  List<Kernel> all() {
    return List.copyOf(byName.values());
  }
}
