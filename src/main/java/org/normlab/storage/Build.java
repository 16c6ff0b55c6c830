package org.normlab.storage;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.info.BuildProperties;

/**
 * Describes which Normlab this is, as attempts remember it.
 *
 * @param version "unknown" where classes were not built by Maven
 */
public record Build(String version) {
  static Build of(@Nullable BuildProperties properties) {
    String version = properties == null ? null : properties.getVersion();
    return new Build(version == null ? "unknown" : version);
  }
}
