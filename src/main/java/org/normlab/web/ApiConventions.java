package org.normlab.web;

import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Configures what holds for every endpoint. */
@Configuration(proxyBeanMethods = false)
@WhereApiIsServed
class ApiConventions implements WebMvcConfigurer {
  private final Endpoints endpoints;

  ApiConventions(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    String all = "/api/v1/**";
    registry.addInterceptor(new MethodsOfAddress(endpoints)).addPathPatterns(all);
    registry.addInterceptor(new QueryParameters(endpoints)).addPathPatterns(all);
  }

  @Override
  public void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
    negotiation.strategies(List.of(new BoundedAccept(new HeaderContentNegotiationStrategy())));
  }
}
