package org.normlab.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.normlab.access.Scope;
import org.normlab.web.Refusal;
import org.normlab.web.RequestParams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Refuses requests without a token that allows them, as problem+json like every other refusal. The
 * challenge in {@code WWW-Authenticate} is that of RFC 6750; it names no token.
 */
final class AccessRefusals
    implements AuthenticationEntryPoint, AuthenticationFailureHandler, AccessDeniedHandler {
  private static final Logger LOG = LoggerFactory.getLogger(AccessRefusals.class);
  private static final String CHALLENGE = "Bearer realm=\"normlab\"";

  private final HandlerExceptionResolver problems;

  AccessRefusals(HandlerExceptionResolver problems) {
    this.problems = problems;
  }

  /** Answers a request without a token, or with a header that holds none. */
  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException cause) {
    String error =
        cause instanceof OAuth2AuthenticationException ? ", error=\"invalid_token\"" : "";
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE + error);
    String detail =
        "%s, sent as \"Authorization: Bearer nlab_…\"; %s"
            .formatted(needed(request), received(cause));
    refuse(request, response, new Refusal(HttpStatus.UNAUTHORIZED, detail));
  }

  /** Spring Security keeps a sentence with quotes in the cause alone: no challenge may have any. */
  private static String received(AuthenticationException cause) {
    if (cause.getCause() instanceof BadOpaqueTokenException refused) {
      return String.valueOf(refused.getMessage());
    }
    return cause instanceof OAuth2AuthenticationException
        ? "the header that was sent is malformed"
        : "none was sent";
  }

  /** Answers a request whose token could not be accepted, or not be looked up. */
  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException cause) {
    if (cause instanceof AuthenticationServiceException) {
      String why = NestedExceptionUtils.getMostSpecificCause(cause).toString();
      LOG.warn("a token cannot be looked up: {}", why.replaceAll("\\R", " "));
      refuse(
          request,
          response,
          Refusal.busy("the database does not answer now; nothing was stored, try again"));
    } else {
      commence(request, response, cause);
    }
  }

  /** Answers a request whose token allows less. */
  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException cause) {
    response.setHeader(
        HttpHeaders.WWW_AUTHENTICATE,
        CHALLENGE
            + ", error=\"insufficient_scope\", scope=\"%s\""
                .formatted(RequiredScope.of(request).word()));
    String received =
        Caller.token()
            .map(one -> "the token \"%s\" has %s".formatted(one.name(), one.scope().word()))
            .orElse("none was sent");
    refuse(request, response, new Refusal(HttpStatus.FORBIDDEN, needed(request) + "; " + received));
  }

  private static String needed(HttpServletRequest request) {
    Scope scope = RequiredScope.of(request);
    return "%s %s needs a token with scope %s%s"
        .formatted(
            RequestParams.quoted(request.getMethod()),
            RequestParams.quoted(request.getRequestURI()),
            scope.word(),
            scope == Scope.ADMIN ? "" : " or higher");
  }

  private void refuse(HttpServletRequest request, HttpServletResponse response, Refusal refusal) {
    problems.resolveException(request, response, null, refusal);
  }
}
