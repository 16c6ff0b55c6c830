package org.normlab.access;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/**
 * {@code normlab.security.*}.
 *
 * @param tokens whether the API answers those alone who send a token
 * @param none whether the API may be reached from elsewhere without one
 */
@ConfigurationProperties("normlab.security")
public record AccessSettings(
    @DefaultValue("false") boolean tokens, @DefaultValue("false") boolean none) {

  public AccessSettings {
    if (tokens && none) {
      throw new IllegalArgumentException(
          "normlab.security.tokens and normlab.security.none cannot both be true: either a token"
              + " is needed or none is");
    }
  }

  /** Reads the settings while the application context does not exist yet, by the same rules. */
  public static AccessSettings of(Environment environment) {
    return Binder.get(environment).bindOrCreate("normlab.security", AccessSettings.class);
  }
}
