package org.normlab.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The types that the page's modules are checked against, by npm where npm is. */
class PageTypesTest {
  private static final Path DOCUMENT = Path.of("src", "test", "resources", "openapi.json");
  private static final Path TYPES = Path.of("src", "test", "js", "api.d.ts");
  private static final String WRITE = "normlab.types.write";

  @Test
  void theTypesAreThoseOfTheOpenApiDocument() throws IOException {
    String types = PageTypes.of(Files.readString(DOCUMENT));
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(TYPES, types);
    }
    assertThat(Files.readString(TYPES))
        .as("%s is out of date: run this test with -D%s=true and commit it", TYPES, WRITE)
        .isEqualTo(types);
  }

  @Test
  void eachFormOfASchemaHasItsType() {
    String types =
        PageTypes.of(
            """
            {"components": {"schemas": {
              "A": {"type": "object", "required": ["b"], "properties": {
                "b": {"$ref": "#/components/schemas/B"}, "c": {"type": ["integer", "null"]}}},
              "B": {"oneOf": [{"const": "x"}, {"type": "array", "items": {"type": "boolean"}}]},
              "C": {"type": "object", "additionalProperties": {"enum": ["u", "v"]}},
              "D": {"allOf": [{"$ref": "#/components/schemas/A"}], "properties": {"d": {}}}}}}
            """);

    assertThat(types)
        .contains("type A = {\n    \"b\": B;\n    \"c\"?: number | null;\n  };")
        .contains("type B = (\"x\" | (boolean)[]);")
        .contains("type C = { [name: string]: \"u\" | \"v\" };")
        .contains("type D = A & {\n    \"d\"?: any;\n  };");
  }
}
