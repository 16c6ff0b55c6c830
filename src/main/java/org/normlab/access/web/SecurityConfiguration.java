package org.normlab.access.web;

import jakarta.servlet.DispatcherType;
import java.util.stream.Stream;
import org.normlab.access.AccessSettings;
import org.normlab.access.Tokens;
import org.normlab.web.WhereApiIsServed;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.authentication.OpaqueTokenAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Lets requests pass that have a token with the scope that they need. Credentials come in a header
 * alone, which no browser sends by itself: there are no cookies, sessions or forms to protect.
 * Where no token is needed, none of this is there.
 */
@Configuration(proxyBeanMethods = false)
@WhereApiIsServed
@Conditional(SecurityConfiguration.TokensAreNeeded.class)
@EnableWebSecurity
class SecurityConfiguration {
  /** Says what anyone may ask for: health, the page's files, and the description of the API. */
  private static final RequestMatcher OPEN =
      new OrRequestMatcher(
          Stream.of(
                  "/",
                  "/index.html",
                  "/*.css",
                  "/*.svg",
                  "/js/**",
                  "/vendor/**",
                  "/swagger-ui.html",
                  "/swagger-ui/**",
                  "/v3/**",
                  "/actuator/health/**",
                  "/actuator/info")
              .map(RequiredScope::path)
              .toArray(RequestMatcher[]::new));

  /** Reads the setting as its record does: no other spelling of true may leave the guard out. */
  static final class TokensAreNeeded implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return AccessSettings.of(context.getEnvironment()).tokens();
    }
  }

  @Bean
  static SecurityFilterChain guarded(
      HttpSecurity http,
      Tokens tokens,
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
    AccessRefusals refusals = new AccessRefusals(problems);
    return http.securityMatcher(new NegatedRequestMatcher(OPEN))
        .csrf(AbstractHttpConfigurer::disable)
        // BrowserGuard sets them, of all answers.
        .headers(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .exceptionHandling(
            failed -> failed.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .addFilter(bearer(tokens, refusals))
        .authorizeHttpRequests(
            requests ->
                requests
                    .anyRequest()
                    .access(
                        (caller, context) ->
                            AuthorityAuthorizationManager.hasAuthority(
                                    Caller.authority(RequiredScope.of(context.getRequest())))
                                .authorize(caller, context)))
        .build();
  }

  private static BearerTokenAuthenticationFilter bearer(Tokens tokens, AccessRefusals refusals) {
    ProviderManager check =
        new ProviderManager(new OpaqueTokenAuthenticationProvider(new TokenCheck(tokens)));
    BearerTokenAuthenticationFilter filter = new BearerTokenAuthenticationFilter(check);
    filter.setAuthenticationEntryPoint(refusals);
    filter.setAuthenticationFailureHandler(refusals);
    return filter;
  }

  /** Leaves headers and methods to those who read them and refuse with a reason. */
  @Bean
  static HttpFirewall pathsAlone() {
    StrictHttpFirewall firewall = new StrictHttpFirewall();
    firewall.setUnsafeAllowAnyHttpMethod(true);
    firewall.setAllowedHeaderValues(_ -> true);
    return firewall;
  }

  /** Looks tokens up in the bounded threads of requests, and by their connections. */
  @Bean
  static DelegatingFilterProxyRegistrationBean guard() {
    DelegatingFilterProxyRegistrationBean filter =
        new DelegatingFilterProxyRegistrationBean("springSecurityFilterChain");
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 200);
    filter.setDispatcherTypes(DispatcherType.REQUEST);
    return filter;
  }
}
