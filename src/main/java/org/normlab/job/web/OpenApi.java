package org.normlab.job.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Arrays;
import java.util.stream.Stream;
import org.normlab.web.ProblemView;
import org.normlab.web.WhereApiIsServed;
import org.normlab.wire.JobJson;
import org.normlab.wire.JobSpec;
import org.normlab.wire.RecipeOrder;
import org.normlab.wire.StudyJson;
import org.normlab.wire.StudySpec;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.context.request.WebRequest;

/**
 * Contributes what springdoc cannot read from controllers and their views: the schemas of the
 * bodies that describe a job or a study, and what holds for every operation.
 */
@Configuration(proxyBeanMethods = false)
@WhereApiIsServed
class OpenApi {
  private static final String PREFIX = "#/components/schemas/";

  @Bean
  OpenApiCustomizer bodies() {
    return api -> {
      api.info(new Info().title("Normlab").version("v1"));
      Components components = api.getComponents() == null ? new Components() : api.getComponents();
      JobJson.schemas(PREFIX)
          .forEach((name, schema) -> components.addSchemas(name, read(schema.toString())));
      StudyJson.schemas(PREFIX)
          .forEach((name, schema) -> components.addSchemas(name, read(schema.toString())));
      ModelConverters.getInstance(true)
          .resolveAsResolvedSchema(new AnnotatedType(ProblemView.class).resolveAsRef(true))
          .referencedSchemas
          .forEach(components::addSchemas);
      api.components(components);
      takes(api, "/api/v1/jobs", JobSpec.class);
      takes(api, "/api/v1/jobs/validate", JobSpec.class);
      takes(api, "/api/v1/studies", StudySpec.class, RecipeOrder.class);
      takes(api, "/api/v1/studies/validate", StudySpec.class, RecipeOrder.class);
    };
  }

  /** Every operation may answer a problem; one that compares ETags may answer 304. */
  @Bean
  OperationCustomizer answersOfAll() {
    return (operation, handler) -> {
      if (Arrays.stream(handler.getMethodParameters())
          .anyMatch(parameter -> parameter.getParameterType() == WebRequest.class)) {
        operation
            .getResponses()
            .addApiResponse(
                "304", new ApiResponse().description("Nothing has changed since If-None-Match"));
      }
      operation.getResponses().addApiResponse("default", problem());
      return operation;
    };
  }

  private static ApiResponse problem() {
    Schema<?> schema = new Schema<>().$ref(PREFIX + "Problem");
    return new ApiResponse()
        .description("Why the request was not carried out")
        .content(
            new Content().addMediaType("application/problem+json", new MediaType().schema(schema)));
  }

  private static Schema<?> read(String schema) {
    try {
      return Json31.mapper().readValue(schema, Schema.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("our own schema is unreadable", e);
    }
  }

  private static void takes(OpenAPI api, String path, Class<?>... bodies) {
    PathItem item = api.getPaths().get(path);
    if (item == null) {
      return;
    }
    Schema<?> schema = bodies.length == 1 ? reference(bodies[0]) : new Schema<>();
    if (bodies.length > 1) {
      Stream.of(bodies).forEach(body -> schema.addAnyOfItem(reference(body)));
    }
    item.getPost()
        .requestBody(
            new RequestBody()
                .required(true)
                .content(
                    new Content()
                        .addMediaType("application/json", new MediaType().schema(schema))));
  }

  private static Schema<?> reference(Class<?> body) {
    return new Schema<>().$ref(PREFIX + body.getSimpleName());
  }
}
