package org.normlab.torch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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

  /** The text of all, each below a comment that says where it is written. */
  String text() {
    return byName.values().stream()
        .map(kernel -> "\n# " + kernel.origin() + "\n" + kernel.source())
        .collect(Collectors.joining());
  }

  List<Kernel> all() {
    return List.copyOf(byName.values());
  }
}
