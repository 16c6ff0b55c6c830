package org.normlab.access.web;

import java.time.Instant;
import org.normlab.access.ApiToken;
import org.normlab.access.Tokens;
import org.springframework.dao.DataAccessException;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OAuth2IntrospectionException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.transaction.TransactionException;

/** Looks up in the database whether a token is accepted, and notes that it is used. */
final class TokenCheck implements OpaqueTokenIntrospector {
  private final Tokens tokens;

  TokenCheck(Tokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public OAuth2AuthenticatedPrincipal introspect(String secret) {
    try {
      ApiToken token =
          tokens
              .find(secret)
              .orElseThrow(() -> new BadOpaqueTokenException("the token that was sent is unknown"));
      String fault = token.fault(Instant.now());
      if (fault != null) {
        throw new BadOpaqueTokenException(fault);
      }
      tokens.use(token);
      return Caller.of(token);
    } catch (DataAccessException | TransactionException e) {
      throw new OAuth2IntrospectionException("the database does not answer", e);
    }
  }
}
