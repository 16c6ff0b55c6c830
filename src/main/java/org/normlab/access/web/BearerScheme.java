package org.normlab.access.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.normlab.web.WhereApiIsServed;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Describes tokens in the OpenAPI document, which is the same whether they are needed or not. */
@Configuration(proxyBeanMethods = false)
@WhereApiIsServed
class BearerScheme {
  private static final String NAME = "token";

  @Bean
  static OpenApiCustomizer bearer() {
    return api -> {
      Components components = api.getComponents() == null ? new Components() : api.getComponents();
      api.components(
          components.addSecuritySchemes(
              NAME,
              new SecurityScheme()
                  .type(SecurityScheme.Type.HTTP)
                  .scheme("bearer")
                  .description(
                      "A token, where the service is started with normlab.security.tokens=true."
                          + " Reading needs scope read, everything else submit, and tokens"
                          + " themselves admin.")));
      api.addSecurityItem(new SecurityRequirement().addList(NAME));
      api.addSecurityItem(new SecurityRequirement());
    };
  }
}
