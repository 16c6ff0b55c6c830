package org.normlab.job.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.core.util.Yaml31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.normlab.web.WhereApiIsServed;
import org.normlab.wire.JobJson;
import org.normlab.wire.JobSpec;
import org.normlab.wire.RecipeOrder;
import org.normlab.wire.StudyJson;
import org.normlab.wire.StudySpec;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Contributes what springdoc cannot read from our code: the schemas of a job, and the answers,
 * which {@code answers.yaml} describes.
 */
@Configuration(proxyBeanMethods = false)
@WhereApiIsServed
class OpenApi {
  private static final String PREFIX = "#/components/schemas/";
  private static final String ANSWERS = "/org/normlab/job/web/answers.yaml";

  @Bean
  OpenApiCustomizer jobSchemas() {
    return api -> {
      api.info(new Info().title("Normlab").version("v1"));
      Components components = api.getComponents() == null ? new Components() : api.getComponents();
      JobJson.schemas(PREFIX)
          .forEach((name, schema) -> components.addSchemas(name, read(schema.toString())));
      StudyJson.schemas(PREFIX)
          .forEach((name, schema) -> components.addSchemas(name, read(schema.toString())));
      OpenAPI answers = answers();
      answers.getComponents().getSchemas().forEach(components::addSchemas);
      api.components(components);
      answers
          .getPaths()
          .forEach((path, item) -> describe(api.getPaths().get(path), item.readOperationsMap()));
      takesJob(api, "/api/v1/jobs");
      takesJob(api, "/api/v1/jobs/validate");
      takes(api, "/api/v1/studies", StudySpec.class, RecipeOrder.class);
      takes(api, "/api/v1/studies/validate", StudySpec.class, RecipeOrder.class);
    };
  }

  private static OpenAPI answers() {
    try (InputStream in = OpenApi.class.getResourceAsStream(ANSWERS)) {
      return Yaml31.mapper().readValue(in, OpenAPI.class);
    } catch (IOException e) {
      throw new UncheckedIOException(ANSWERS + " is unreadable", e);
    }
  }

  private static void describe(
      @Nullable PathItem item, Map<PathItem.HttpMethod, Operation> described) {
    if (item == null) {
      return;
    }
    described.forEach(
        (method, answer) -> {
          Operation operation = item.readOperationsMap().get(method);
          if (operation != null) {
            operation.summary(answer.getSummary());
            operation.responses(answer.getResponses().addApiResponse("default", problem()));
            if (answer.getRequestBody() != null) {
              operation.requestBody(answer.getRequestBody());
            }
          }
        });
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

  private static void takesJob(OpenAPI api, String path) {
    takes(api, path, JobSpec.class);
  }

  private static void takes(OpenAPI api, String path, Class<?>... bodies) {
    PathItem item = api.getPaths().get(path);
    if (item == null) {
      return;
    }
    Operation post = item.getPost();
    Schema<?> schema = bodies.length == 1 ? reference(bodies[0]) : new Schema<>();
    if (bodies.length > 1) {
      Stream.of(bodies).forEach(body -> schema.addAnyOfItem(reference(body)));
    }
    post.requestBody(
        new RequestBody()
            .required(true)
            .content(
                new Content().addMediaType("application/json", new MediaType().schema(schema))));
  }

  private static Schema<?> reference(Class<?> body) {
    return new Schema<>().$ref(PREFIX + body.getSimpleName());
  }
}
