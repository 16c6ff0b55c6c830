package org.normlab.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Completes the schemas of records by what their types say: a component is required unless it is
 * left out when it is null, and it may be null where it is {@link Nullable}. springdoc reads
 * records with Jackson 2, which knows neither JSpecify nor the trees of Jackson 3.
 */
@Component
@WhereApiIsServed
class RecordSchemas implements ModelConverter {
  private static final String PREFIX = "#/components/schemas/";

  @Override
  public boolean isOpenapi31() {
    return true;
  }

  @Override
  public @Nullable Schema<?> resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
    Class<?> raw = Json31.mapper().constructType(type.getType()).getRawClass();
    if (JsonNode.class.isAssignableFrom(raw)) {
      return new JsonSchema().typesItem("object");
    }
    Schema<?> schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
    if (schema != null && raw.isRecord() && raw.getName().startsWith("org.normlab.")) {
      String ref = schema.get$ref();
      Schema<?> model =
          ref == null ? schema : context.getDefinedModels().get(ref.substring(PREFIX.length()));
      if (model != null && model.getProperties() != null) {
        complete(raw, model);
      }
    }
    return schema;
  }

  private static void complete(Class<?> record, Schema<?> model) {
    for (RecordComponent component : record.getRecordComponents()) {
      String name = component.getName();
      Schema<?> property = model.getProperties().get(name);
      if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
        complete(component.getType(), model);
      } else if (property != null) {
        if (isAlwaysThere(component)) {
          require(model, name);
          model.getProperties().put(name, nullable(component, referring(component, property)));
        } else {
          model.getProperties().put(name, referring(component, property));
        }
      }
    }
  }

  private static boolean isAlwaysThere(RecordComponent component) {
    JsonInclude include = component.getAccessor().getAnnotation(JsonInclude.class);
    return include == null || include.value() == JsonInclude.Include.ALWAYS;
  }

  private static void require(Schema<?> model, String name) {
    if (model.getRequired() == null || !model.getRequired().contains(name)) {
      model.addRequiredItem(name);
    }
  }

  /** A tree of JSON is described by the schema that its component names. */
  private static Schema<?> referring(RecordComponent component, Schema<?> property) {
    io.swagger.v3.oas.annotations.media.Schema said =
        component.getAccessor().getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
    return said == null || said.ref().isEmpty()
        ? property
        : new JsonSchema().$ref(said.ref()).description(property.getDescription());
  }

  private static Schema<?> nullable(RecordComponent component, Schema<?> property) {
    if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
      return property;
    }
    if (property.get$ref() != null) {
      Schema<?> described = new JsonSchema().description(property.getDescription());
      described.setDeprecated(property.getDeprecated());
      return described
          .addAnyOfItem(new JsonSchema().$ref(property.get$ref()))
          .addAnyOfItem(new JsonSchema().typesItem("null"));
    }
    Set<String> types = property.getTypes();
    if (types != null) {
      types.add("null");
    }
    if (property.getEnum() != null) {
      addNull(property);
    }
    return property;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static void addNull(Schema property) {
    Set<Object> values = new LinkedHashSet<>(property.getEnum());
    values.add(null);
    property.setEnum(new ArrayList<>(values));
  }
}
