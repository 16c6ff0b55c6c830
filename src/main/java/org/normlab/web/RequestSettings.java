package org.normlab.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code normlab.api.*}.
 *
 * @param bodyTimeout how long the body of a request may take to arrive, as a whole
 * @param exports tables that are written at the same time; further requests are answered 503
 */
@ConfigurationProperties("normlab.api")
public record RequestSettings(
    @DefaultValue("PT20S") Duration bodyTimeout, @DefaultValue("4") int exports) {

  public RequestSettings {
    if (!bodyTimeout.isPositive()) {
      throw new IllegalArgumentException(
          "normlab.api.body-timeout must be positive; received " + bodyTimeout);
    }
    if (exports < 1) {
      throw new IllegalArgumentException(
          "normlab.api.exports must be at least 1; received " + exports);
    }
  }
}
