package org.normlab.torch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Describes what a forward pass shows of itself: numbers {@code [R]} by name. */
final class Observed {
  private static final Kernel ROWS =
      new Kernel(
          """
          def observed_rows(x: Tensor, replicas: int) -> Tensor:
            seen = x.detach()
            if seen.dim() > 1:
              seen = seen.transpose(0, 1)
            return seen.reshape([replicas, -1]).to(torch.float32)
          """);

  /** The mean of each replica's numbers of a vector {@code [R·n]} or of {@code [M, R·n, …]}. */
  static final Kernel MEAN =
      new Kernel(
          """
          def observed_mean(x: Tensor, replicas: int) -> Tensor:
            return __torch__.observed_rows(x, replicas).mean(1)
          """,
          List.of(ROWS));

  private final Map<String, List<Value>> values = new LinkedHashMap<>();

  void add(String name, Value value) {
    values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
  }

  List<String> names() {
    return List.copyOf(values.keySet());
  }

  /** The expression {@code [observations, R]}. */
  String stacked(int replicas) {
    if (values.isEmpty()) {
      return "torch.zeros([0, " + replicas + "])";
    }
    return values.values().stream()
        .map(Observed::mean)
        .collect(Collectors.joining(", ", "torch.stack([", "])"));
  }

  private static String mean(List<Value> moments) {
    return moments.size() == 1 ? moments.getFirst().text() : "torch.stack(" + moments + ").mean(0)";
  }
}
