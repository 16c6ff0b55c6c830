package org.normlab.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The settings of the service, as the metadata in the jar describe them to editors. */
final class SettingsMetadata {
  private static final String FILE = "/META-INF/spring-configuration-metadata.json";

  private static final String DEFAULT = " Default: ";

  private SettingsMetadata() {}

  /**
   * A setting.
   *
   * @param byDefault its default value, or a description of it
   */
  record Property(String name, String description, String byDefault, boolean isConstant) {
    private static Property of(JsonNode json) {
      String[] parts = json.path("description").asString().split(DEFAULT, 2);
      boolean isConstant = json.has("defaultValue");
      String value = isConstant ? json.path("defaultValue").asString() : parts[1];
      return new Property(json.path("name").asString(), parts[0], value, isConstant);
    }
  }

  static List<Property> read() {
    try (InputStream in = SettingsMetadata.class.getResourceAsStream(FILE)) {
      return JsonMapper.shared()
          .readTree(Objects.requireNonNull(in, FILE))
          .path("properties")
          .valueStream()
          .map(Property::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
