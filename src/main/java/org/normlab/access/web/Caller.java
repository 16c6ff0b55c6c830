package org.normlab.access.web;

import java.util.Map;
import java.util.Optional;
import org.normlab.access.ApiToken;
import org.normlab.access.Scope;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.OAuth2IntrospectionAuthenticatedPrincipal;

/** The sender of a request, as Spring Security carries it, and the token that was sent. */
final class Caller {
  private static final String TOKEN = "token";

  private Caller() {}

  /** Makes a principal with an authority for each scope that the token includes. */
  static OAuth2AuthenticatedPrincipal of(ApiToken token) {
    return new OAuth2IntrospectionAuthenticatedPrincipal(
        token.name(),
        Map.of(TOKEN, token),
        token.scope().included().stream()
            .<GrantedAuthority>map(scope -> new SimpleGrantedAuthority(authority(scope)))
            .toList());
  }

  static String authority(Scope scope) {
    return "SCOPE_" + scope.word();
  }

  /** Finds the token of the request that this thread serves; empty where none is needed. */
  static Optional<ApiToken> token() {
    Authentication caller = SecurityContextHolder.getContext().getAuthentication();
    return caller != null && caller.getPrincipal() instanceof OAuth2AuthenticatedPrincipal sender
        ? Optional.ofNullable(sender.<ApiToken>getAttribute(TOKEN))
        : Optional.empty();
  }
}
