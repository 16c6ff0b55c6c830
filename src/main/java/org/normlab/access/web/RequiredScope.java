package org.normlab.access.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.normlab.access.Scope;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Knows which scope a request needs. */
final class RequiredScope {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final RequestMatcher ADMINISTRATION =
      new OrRequestMatcher(path("/api/v1/tokens/**"), path("/actuator/**"));

  /** Matches what monitoring reads: its token should allow nothing else. */
  private static final RequestMatcher FIGURES =
      new OrRequestMatcher(path("/actuator/prometheus"), path("/actuator/sbom/**"));

  private RequiredScope() {}

  /** Matches addresses as controllers are found by them. */
  static RequestMatcher path(String pattern) {
    return PathPatternRequestMatcher.withDefaults().matcher(pattern);
  }

  static Scope of(HttpServletRequest request) {
    if (FIGURES.matches(request)) {
      return Scope.READ;
    }
    if (ADMINISTRATION.matches(request)) {
      return Scope.ADMIN;
    }
    return READING.contains(request.getMethod()) ? Scope.READ : Scope.SUBMIT;
  }
}
