package org.normlab.page;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes the schemas of an OpenAPI document as TypeScript declarations, which check the page. */
public final class PageTypes {
  private static final String REFERENCE = "#/components/schemas/";

  private PageTypes() {}

  /** Returns a file that declares each schema of the document as a type within {@code Api}. */
  public static String of(String openApi) {
    JsonNode schemas = JsonMapper.shared().readTree(openApi).path("components").path("schemas");
    StringBuilder file =
        new StringBuilder(
            """
            /* What the service answers, made from src/test/resources/openapi.json by PageTypesTest. */
            declare namespace Api {
            """);
    for (String name : new TreeSet<>(schemas.propertyNames())) {
      String type = type(schemas.get(name), "  ");
      file.append("  type %s = %s;\n".formatted(name.replace('.', '_'), type));
    }
    return file.append("}\n").toString();
  }

  private static String type(JsonNode schema, String indent) {
    if (schema.has("$ref")) {
      return schema.get("$ref").asString().substring(REFERENCE.length()).replace('.', '_');
    }
    List<String> parts = new ArrayList<>();
    for (String either : List.of("oneOf", "anyOf")) {
      if (schema.has(either)) {
        parts.add("(" + joined(schema.get(either), " | ", indent) + ")");
      }
    }
    if (schema.has("allOf")) {
      parts.add(joined(schema.get("allOf"), " & ", indent));
    }
    if (schema.has("const")) {
      return schema.get("const").toString();
    }
    if (schema.has("enum")) {
      return joined(schema.get("enum"));
    }
    if (parts.isEmpty() || schema.has("properties")) {
      parts.add(plain(schema, indent));
    }
    return String.join(" & ", parts);
  }

  private static String plain(JsonNode schema, String indent) {
    JsonNode type = schema.path("type");
    if (type.isArray()) {
      return elements(type)
          .map(one -> plain(one.asString(), schema, indent))
          .distinct()
          .collect(Collectors.joining(" | "));
    }
    return plain(type.asString(schema.has("properties") ? "object" : ""), schema, indent);
  }

  private static String plain(String type, JsonNode schema, String indent) {
    return switch (type) {
      case "string", "boolean", "null" -> type;
      case "integer", "number" -> "number";
      case "array" -> "(" + type(schema.path("items"), indent) + ")[]";
      case "object" -> object(schema, indent);
      default -> "any";
    };
  }

  private static String object(JsonNode schema, String indent) {
    JsonNode properties = schema.path("properties");
    JsonNode others = schema.path("additionalProperties");
    if (properties.isEmpty()) {
      String value = others.isObject() && !others.isEmpty() ? type(others, indent) : "any";
      return "{ [name: string]: " + value + " }";
    }
    List<String> required = elements(schema.path("required")).map(JsonNode::asString).toList();
    StringBuilder text = new StringBuilder("{\n");
    for (String name : new TreeSet<>(properties.propertyNames())) {
      text.append(indent).append("  ").append(JsonMapper.shared().writeValueAsString(name));
      text.append(required.contains(name) ? ": " : "?: ");
      text.append(type(properties.get(name), indent + "  ")).append(";\n");
    }
    return text.append(indent).append('}').toString();
  }

  private static String joined(JsonNode schemas, String with, String indent) {
    return elements(schemas).map(one -> type(one, indent)).collect(Collectors.joining(with));
  }

  private static String joined(JsonNode constants) {
    return elements(constants).map(JsonNode::toString).collect(Collectors.joining(" | "));
  }

  private static Stream<JsonNode> elements(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}
