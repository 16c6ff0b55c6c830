package org.normlab.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares the OpenAPI document of the running service with the stored one, so that no change of
 * the wire form goes unseen. A change that is meant is accepted by running this test with {@code
 * -Dnormlab.openapi.write=true}, which writes the stored document anew, and by committing it.
 */
class OpenApiTest extends ServedApi {
  private static final Path STORED = Path.of("src/test/resources/openapi.json");
  private static final String WRITE = "normlab.openapi.write";

  @Test
  void theDocumentIsTheStoredOne() throws Exception {
    String served = text(document());
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(STORED, served);
    }
    String stored = Files.readString(STORED);
    assertThat(differences(stored, served))
        .as(
            "the OpenAPI document differs from %s; if the change is meant, run this test with"
                + " -D%s=true and commit the file",
            STORED, WRITE)
        .isEmpty();
    assertThat(served.equals(stored)).as("%s is not as this test writes it", STORED).isTrue();
  }

  /**
   * Generated clients name their methods by these: springdoc's own change with the other methods.
   */
  @Test
  void eachOperationHasAnIdAndATagOfItsOwnChoice() throws Exception {
    List<JsonNode> operations =
        document().path("paths").valueStream().flatMap(JsonNode::valueStream).toList();
    assertThat(operations)
        .extracting(one -> one.path("operationId").asString())
        .doesNotHaveDuplicates();
    assertThat(operations)
        .isNotEmpty()
        .allSatisfy(
            one -> {
              assertThat(one.path("operationId").asString()).matches("[a-z]+[A-Z][A-Za-z]+");
              assertThat(one.path("tags").get(0).asString()).matches("[A-Z][a-z]+");
            });
  }

  /** Lists the places that only one of two documents has, or that both have with other values. */
  private static List<String> differences(String stored, String served) {
    Set<String> before = new TreeSet<>();
    Set<String> after = new TreeSet<>();
    leaves("", JsonMapper.shared().readTree(stored), before);
    leaves("", JsonMapper.shared().readTree(served), after);
    return Stream.concat(
            before.stream().filter(one -> !after.contains(one)).map(one -> "stored " + one),
            after.stream().filter(one -> !before.contains(one)).map(one -> "served " + one))
        .toList();
  }

  private static void leaves(String at, JsonNode node, Set<String> leaves) {
    if (node instanceof ObjectNode object && !object.isEmpty()) {
      object.forEachEntry((name, value) -> leaves(at + "/" + name, value, leaves));
    } else if (node instanceof ArrayNode array && !array.isEmpty()) {
      for (int i = 0; i < array.size(); i++) {
        leaves(at + "/" + i, array.get(i), leaves);
      }
    } else {
      leaves.add(at + ": " + node);
    }
  }

  private JsonNode document() throws Exception {
    URI address = URI.create("http://127.0.0.1:" + service.port() + "/v3/api-docs");
    return service.send(HttpRequest.newBuilder(address)).json();
  }

  /** Prints a document with sorted keys and without the address of the service. */
  private static String text(JsonNode document) {
    ((ObjectNode) document).remove("servers");
    return sorted(document).toPrettyString() + "\n";
  }

  private static JsonNode sorted(JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode ordered = JsonMapper.shared().createObjectNode();
      new TreeSet<>(object.propertyNames())
          .forEach(name -> ordered.set(name, sorted(object.get(name))));
      return ordered;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode list = JsonMapper.shared().createArrayNode();
      array.forEach(item -> list.add(sorted(item)));
      return list;
    }
    return node;
  }
}
