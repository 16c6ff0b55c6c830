package org.normlab.web;

import jakarta.servlet.http.HttpServletResponse;

/** Response headers that say what a browser may do with an answer. */
final class SecurityHeaders {
  /** Nothing of an answer of the API is to be loaded, run or framed. */
  static final String API =
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** Own scripts and styles alone. */
  static final String PAGE =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** Swagger UI sets styles within its elements and has its icons in data URLs. */
  private static final String SWAGGER =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'"
          + " data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action"
          + " 'none'; frame-ancestors 'none'";

  private SecurityHeaders() {}

  /** The policy of an address. */
  static String policy(String path) {
    if (path.startsWith("/swagger-ui") || path.startsWith("/webjars/")) {
      return SWAGGER;
    }
    boolean isData =
        path.startsWith("/api/") || path.startsWith("/v3/") || path.startsWith("/actuator");
    return isData ? API : PAGE;
  }

  static void set(HttpServletResponse response, String policy) {
    response.setHeader("Content-Security-Policy", policy);
    response.setHeader("X-Content-Type-Options", "nosniff");
    // For browsers that do not know frame-ancestors.
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
  }
}
