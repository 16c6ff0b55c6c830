package org.normlab.web;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/** Knows which addresses and methods the API has. */
@Component
@WhereApiIsServed
class Endpoints {
  private final ObjectProvider<RequestMappingHandlerMapping> mappings;

  Endpoints(
      @Qualifier("requestMappingHandlerMapping")
          ObjectProvider<RequestMappingHandlerMapping> mappings) {
    this.mappings = mappings;
  }

  static boolean isOurs(HandlerMethod method) {
    return method.getBeanType().isAnnotationPresent(WhereApiIsServed.class);
  }

  private Map<RequestMappingInfo, HandlerMethod> all() {
    return mappings.getObject().getHandlerMethods();
  }

  /**
   * The methods of controllers that answer at the same address and HTTP method, itself included.
   */
  Set<HandlerMethod> besides(HandlerMethod method) {
    Set<Object> addresses =
        all().entrySet().stream()
            .filter(one -> one.getValue().equals(method.getResolvedFromHandlerMethod()))
            .map(one -> address(one.getKey()))
            .collect(Collectors.toSet());
    return all().entrySet().stream()
        .filter(one -> addresses.contains(address(one.getKey())))
        .map(Map.Entry::getValue)
        .collect(Collectors.toSet());
  }

  private static Object address(RequestMappingInfo info) {
    return List.of(info.getPatternValues(), info.getMethodsCondition().getMethods());
  }

  /**
   * The HTTP methods of an address, by the most specific pattern that it matches: {@code
   * /jobs/validate} is no job; empty where the API has no such address.
   *
   * @param path as it was received, with its percent signs
   */
  Set<String> methods(String path) {
    PathContainer address;
    try {
      address = PathContainer.parsePath(path);
    } catch (IllegalArgumentException e) {
      return Set.of(); // no address at all
    }
    List<RequestMappingInfo> matching =
        all().entrySet().stream()
            .filter(one -> isOurs(one.getValue()))
            .map(Map.Entry::getKey)
            .filter(info -> patterns(info).stream().anyMatch(p -> p.matches(address)))
            .toList();
    Set<String> methods = new TreeSet<>();
    matching.stream()
        .flatMap(info -> patterns(info).stream())
        .filter(pattern -> pattern.matches(address))
        .min(PathPattern.SPECIFICITY_COMPARATOR)
        .ifPresent(
            best ->
                matching.stream()
                    .filter(info -> patterns(info).contains(best))
                    .forEach(info -> add(info, methods)));
    return methods;
  }

  private static Set<PathPattern> patterns(RequestMappingInfo info) {
    var condition = info.getPathPatternsCondition();
    return condition == null ? Set.of() : condition.getPatterns();
  }

  private static void add(RequestMappingInfo info, Set<String> methods) {
    for (RequestMethod method : info.getMethodsCondition().getMethods()) {
      methods.add(method.name());
      if (method == RequestMethod.GET) {
        methods.add(RequestMethod.HEAD.name());
      }
    }
    methods.add(RequestMethod.OPTIONS.name());
  }
}
