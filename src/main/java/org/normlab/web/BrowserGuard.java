package org.normlab.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.normlab.wire.json.Legible;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Keeps other sites' pages in a user's browser from using the API: refuses hosts that are not
 * served, and changes that another origin asks for; says in headers what a browser may do with an
 * answer.
 */
@Component
@WhereApiIsServed
@Order(Ordered.HIGHEST_PRECEDENCE)
@EnableConfigurationProperties(AllowedHosts.class)
class BrowserGuard extends OncePerRequestFilter {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");
  private static final int SHOWN = 100;

  private final AllowedHosts hosts;

  BrowserGuard(AllowedHosts hosts) {
    this.hosts = hosts;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String policy = SecurityHeaders.policy(request.getRequestURI());
    SecurityHeaders.set(response, policy);
    String refusal = refusal(request);
    if (refusal != null) {
      refuse(response, refusal);
    } else {
      chain.doFilter(request, new Guarded(response, policy));
    }
  }

  private @Nullable String refusal(HttpServletRequest request) throws IOException {
    String host = request.getHeader("Host");
    // Without a Host header, as in HTTP/1.0, nobody was misled by a name.
    if (host != null && !hosts.serves(request.getServerName(), isOnLoopback(request))) {
      return "this service is not served under the host \"%s\"; the setting normlab.api.allowed-hosts names those that it is served under, besides localhost"
          .formatted(Legible.cut(host, SHOWN));
    }
    return SAFE.contains(request.getMethod()) ? null : foreign(request, String.valueOf(host));
  }

  private static boolean isOnLoopback(HttpServletRequest request) throws IOException {
    // An address, which is not looked up.
    return InetAddress.getByName(request.getLocalAddr()).isLoopbackAddress();
  }

  /**
   * Explains why a change is refused that a page of another origin asks for; other programs send
   * neither.
   */
  private @Nullable String foreign(HttpServletRequest request, String host) {
    String site = request.getHeader("Sec-Fetch-Site");
    String origin = request.getHeader("Origin");
    if (origin != null && !isOwn(origin, host)) {
      return "a page of another origin may change nothing here; received Origin: "
          + Legible.cut(origin, SHOWN);
    }
    boolean isForeign = site != null && !OWN_SITES.contains(site.toLowerCase(Locale.ROOT));
    return isForeign && !isConfigured(origin)
        ? "a page of another site may change nothing here; received Sec-Fetch-Site: "
            + Legible.cut(site, SHOWN)
        : null;
  }

  private boolean isOwn(String origin, String host) {
    URI uri = uri(origin);
    String scheme = uri.getScheme();
    return isConfigured(origin)
        || (uri.getRawAuthority() != null
            && withoutPort(uri.getRawAuthority(), scheme).equals(withoutPort(host, scheme)));
  }

  private boolean isConfigured(@Nullable String origin) {
    String host = origin == null ? null : uri(origin).getHost();
    return host != null && hosts.names(host);
  }

  /** Parses an origin; what is no origin, such as {@code null}, gives an empty URI. */
  private static URI uri(String origin) {
    try {
      return URI.create(origin);
    } catch (IllegalArgumentException e) {
      return URI.create("");
    }
  }

  /** Leaves out the port that the scheme has anyway: a proxy in front may speak TLS. */
  private static String withoutPort(String authority, @Nullable String scheme) {
    String end = "https".equals(scheme) ? ":443" : ":80";
    String plain = authority.toLowerCase(Locale.ROOT);
    return plain.endsWith(end) ? plain.substring(0, plain.length() - end.length()) : plain;
  }

  private static void refuse(HttpServletResponse response, String detail) throws IOException {
    HttpStatus status = HttpStatus.FORBIDDEN;
    response.setStatus(status.value());
    response.setContentType("application/problem+json");
    String problem =
        JsonNodeFactory.instance
            .objectNode()
            .put("title", status.getReasonPhrase())
            .put("status", status.value())
            .put("detail", detail)
            .toString();
    response.getOutputStream().write(problem.getBytes(StandardCharsets.UTF_8));
  }

  /** An answer that is begun anew keeps its headers. */
  private static final class Guarded extends HttpServletResponseWrapper {
    private final String policy;

    Guarded(HttpServletResponse response, String policy) {
      super(response);
      this.policy = policy;
    }

    @Override
    public void reset() {
      super.reset();
      SecurityHeaders.set(this, policy);
    }
  }
}
