package org.normlab.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Disregards Accept-Language, since every answer is in one language. The server would fail with 500
 * at a list of more than ten.
 */
@Component
@WhereApiIsServed
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class OneLanguage extends OncePerRequestFilter {
  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(new InOneLanguage(request), response);
  }

  private static final class InOneLanguage extends HttpServletRequestWrapper {
    InOneLanguage(HttpServletRequest request) {
      super(request);
    }

    @Override
    public Locale getLocale() {
      return Locale.ROOT;
    }

    @Override
    public Enumeration<Locale> getLocales() {
      return Collections.enumeration(List.of(Locale.ROOT));
    }
  }
}
