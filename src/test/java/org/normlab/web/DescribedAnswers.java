package org.normlab.web;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The OpenAPI document of a service, against which answers are held. It is read strictly: an object
 * has no fields but those that its schema describes, unless the schema says that it may.
 *
 * @param document as the service serves it
 */
record DescribedAnswers(JsonNode document) {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  /** Lists all operations, such as {@code get /jobs/{id}}. */
  List<String> operations() {
    List<String> all = new ArrayList<>();
    document
        .path("paths")
        .forEachEntry(
            (path, methods) ->
                methods.forEachEntry(
                    (method, _) -> all.add(method + " " + path.replace("/api/v1", ""))));
    return all;
  }

  /** Lists what an answer lacks or has too much, compared with its description. */
  List<String> faults(String operation, Service.Answer answer) {
    JsonNode described = operation(operation);
    List<String> faults = new ArrayList<>();
    if (described.path("summary").asString("").isBlank()) {
      faults.add("the operation has no summary");
    }
    JsonNode responses = described.path("responses");
    String status = answer.status() < 400 ? "" + answer.status() : "default";
    JsonNode content = responses.path(status).path("content");
    String type = answer.type().replaceAll(";.*", "");
    JsonNode schema = content.path(type).path("schema");
    if (!schema.isObject()) {
      faults.add("status %s has no schema of %s: %s".formatted(status, type, responses));
    } else if (type.endsWith("json") && !type.contains("ndjson")) {
      faults.addAll(validated(schema, answer.text()));
    }
    return faults;
  }

  private JsonNode operation(String operation) {
    String[] parts = operation.split(" ", 2);
    return document.path("paths").path("/api/v1" + parts[1]).path(parts[0]);
  }

  private List<String> validated(JsonNode schema, String json) {
    ObjectNode whole = ((ObjectNode) schema).deepCopy();
    whole.set("components", document.path("components").deepCopy());
    close(whole);
    return REGISTRY
        .getSchema(whole.toString(), InputFormat.JSON)
        .validate(json, InputFormat.JSON)
        .stream()
        .map(Object::toString)
        .toList();
  }

  /** Forbids fields that are not described, wherever a schema describes some. */
  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.has("type")
        && object.path("properties").isObject()
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    schema.forEach(DescribedAnswers::close);
  }
}
