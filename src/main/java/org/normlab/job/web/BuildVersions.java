package org.normlab.job.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normlab.web.WhereApiIsServed;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;

/** Describes what this service is made of. */
@Component
@WhereApiIsServed
public class BuildVersions {
  private final @Nullable BuildProperties build;

  BuildVersions(ObjectProvider<BuildProperties> build) {
    this.build = build.getIfAvailable();
  }

  /** Versions by name, in the order in which people say them. */
  public Map<String, String> named() {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("Normlab", of("version"));
    versions.put("DJL", of("djl"));
    versions.put("PyTorch", of("pytorch"));
    versions.put("Java", Runtime.version().toString());
    return versions;
  }

  /** Unknown where classes were not built by Maven. */
  public String of(String key) {
    String value = build == null ? null : build.get(key);
    return value == null ? "unknown" : value;
  }
}
