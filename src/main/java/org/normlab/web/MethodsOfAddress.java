package org.normlab.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a method that an address does not have with 405 and what it has. Spring would take {@code
 * GET /jobs/validate} for a job called validate, and answer OPTIONS with the methods of both.
 */
final class MethodsOfAddress implements HandlerInterceptor {
  private final Endpoints endpoints;

  MethodsOfAddress(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws HttpRequestMethodNotSupportedException {
    Set<String> methods = endpoints.methods(request.getRequestURI());
    if (methods.isEmpty()) {
      return true;
    }
    if (!methods.contains(request.getMethod())) {
      throw new HttpRequestMethodNotSupportedException(request.getMethod(), methods);
    }
    if (request.getMethod().equals("OPTIONS")) {
      response.setHeader("Allow", String.join(", ", methods));
      return false;
    }
    return true;
  }
}
