package org.normlab.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import org.normlab.spec.JobJson;
import org.normlab.spec.JobSpec;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Contributes the schemas of a job, which springdoc cannot read from our records. */
@Configuration(proxyBeanMethods = false)
@WhereApiIsServed
class OpenApi {
  private static final String PREFIX = "#/components/schemas/";

  @Bean
  OpenApiCustomizer jobSchemas() {
    return api -> {
      api.info(new Info().title("Normlab").version("v1"));
      Components components = api.getComponents() == null ? new Components() : api.getComponents();
      JobJson.schemas(PREFIX)
          .forEach((name, schema) -> components.addSchemas(name, read(schema.toString())));
      api.components(components);
      takesJob(api, "/api/v1/jobs");
      takesJob(api, "/api/v1/jobs/validate");
    };
  }

  private static Schema<?> read(String schema) {
    try {
      return Json31.mapper().readValue(schema, Schema.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("our own schema is unreadable", e);
    }
  }

  private static void takesJob(OpenAPI api, String path) {
    PathItem item = api.getPaths().get(path);
    if (item == null) {
      return;
    }
    Operation post = item.getPost();
    Schema<?> job = new Schema<>().$ref(PREFIX + JobSpec.class.getSimpleName());
    post.requestBody(
        new RequestBody()
            .required(true)
            .content(new Content().addMediaType("application/json", new MediaType().schema(job))));
  }
}
