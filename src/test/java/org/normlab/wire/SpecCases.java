package org.normlab.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.yaml.snakeyaml.Yaml;

/** The specifications written down as data, good and bad. */
public final class SpecCases {
  private SpecCases() {}

  /** One entry of a file of cases. */
  public record SpecCase(Map<String, Object> entry) {
    public String name() {
      return (String) Objects.requireNonNull(entry.get("case"));
    }

    public String json() {
      return (String) Objects.requireNonNull(entry.get("json"));
    }

    /** Every pointer with a part of its sentence. */
    public Map<String, String> faults() {
      Map<?, ?> faults = (Map<?, ?>) entry.getOrDefault("faults", Map.of());
      return faults.entrySet().stream()
          .collect(
              java.util.stream.Collectors.toMap(
                  e -> e.getKey().toString(), e -> e.getValue().toString()));
    }

    public boolean is(String flag) {
      return Boolean.TRUE.equals(entry.get(flag));
    }
  }

  /** The cases of {@code /specs/<file>.yaml}. */
  public static Stream<Named<SpecCase>> of(String file) {
    try (InputStream in = SpecCases.class.getResourceAsStream("/specs/" + file + ".yaml")) {
      List<Map<String, Object>> entries = new Yaml().load(in);
      return entries.stream().map(SpecCase::new).map(c -> Named.of(c.name(), c));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
