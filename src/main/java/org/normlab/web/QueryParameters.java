package org.normlab.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.normlab.wire.json.Legible;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses query parameters that an endpoint does not have, and those that stand more than once, as
 * unknown and repeated fields of a body are.
 */
final class QueryParameters implements HandlerInterceptor {
  private final Endpoints endpoints;

  QueryParameters(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    String query = request.getQueryString();
    if (query != null && handler instanceof HandlerMethod method && Endpoints.isOurs(method)) {
      check(query, known(method));
    }
    return true;
  }

  /**
   * Collects the parameters of a handler and those of the methods that answer at the same address
   * in another format.
   */
  private Set<String> known(HandlerMethod method) {
    Set<String> names = new TreeSet<>();
    for (HandlerMethod one : endpoints.besides(method)) {
      for (var parameter : one.getMethodParameters()) {
        MergedAnnotations.from(parameter.getParameterAnnotations()).stream(RequestParam.class)
            .map(annotation -> annotation.getString("name"))
            .forEach(name -> names.add(name.isEmpty() ? parameter.getParameter().getName() : name));
      }
    }
    return names;
  }

  private static void check(String query, Set<String> known) {
    Set<String> seen = new HashSet<>();
    for (String part : query.split("&")) {
      if (part.isEmpty()) {
        continue;
      }
      String name = name(part);
      String shown = Legible.cut(name, 60);
      if (!known.contains(name)) {
        throw RequestParams.bad(
            "unknown query parameter \"%s\"%s; allowed %s"
                .formatted(
                    shown,
                    Legible.hint(name, known),
                    known.isEmpty() ? "is none" : "are " + String.join(", ", known)));
      }
      if (!seen.add(name)) {
        throw RequestParams.bad(
            "the query parameter " + shown + " may stand once; received it again");
      }
    }
  }

  private static String name(String part) {
    try {
      String name = URLDecoder.decode(part.split("=", 2)[0], StandardCharsets.UTF_8);
      if (!name.isEmpty()) {
        return name;
      }
    } catch (IllegalArgumentException e) {
      // Refused below: a % that no two hexadecimal digits follow.
    }
    throw RequestParams.noQuery();
  }
}
