package org.normlab.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.normlab.helm.Rendering.list;
import static org.normlab.helm.Rendering.map;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What the chart renders as environment variables, read as the service reads it. */
class ChartSettingsTest {
  private static final List<String> DEPLOYMENTS =
      List.of("demo-normlab-api", "demo-normlab-worker");

  private static Map<String, Object> environment(Rendering chart, String deployment) {
    Map<String, Object> all =
        new HashMap<>(map(chart.object("ConfigMap", "demo-normlab").get("data")));
    for (Object variable : list(chart.container(deployment).get("env"))) {
      Map<String, Object> entry = map(variable);
      Object value = entry.get("value");
      all.put(
          String.valueOf(entry.get("name")),
          value == null ? valueFrom(map(entry.get("valueFrom"))) : value);
    }
    return all;
  }

  private static String valueFrom(Map<String, Object> source) {
    if (source.containsKey("resourceFieldRef")) {
      return "2";
    }
    return "urlKey".equals(map(source.get("secretKeyRef")).get("key"))
        ? "jdbc:postgresql://db/normlab"
        : "secret";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nameOverride=",
        "worker.slots=4",
        "worker.slots=2,worker.memoryPerSlot=2GB",
        "worker.memoryPerSlot=1024MB",
        "worker.lease=PT1H30M",
        "worker.lease=PT3S",
        "worker.heartbeat=PT14S",
        "worker.checkpointEvery=PT1S",
        "worker.resources.limits.cpu=4",
        "worker.gpu.count=2",
        "database.url=",
        "data.download=true",
        "security.tokens=false",
        "settings.NORMLAB_WORKER_MAX_ATTEMPTS=5",
        "settings.NORMLAB_WORKER_THREADS_PER_SLOT=1",
        "settings.NORMLAB_API_EXPORTS=2",
        "settings.NORMLAB_API_BODY_TIMEOUT=PT1M",
        "settings.SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE=20",
        "settings.SERVER_COMPRESSION_ENABLED=false"
      })
  void theServiceTakesEveryVariable(String values) throws Exception {
    Rendering chart = Rendering.with(values.split(","));
    for (String deployment : DEPLOYMENTS) {
      Map<String, Object> variables = environment(chart, deployment);
      assertThat(variables).as("where the probes ask").containsEntry("SERVER_PORT", "8080");
      ServiceSettings.assertTakes(variables);
    }
  }

  /** A new setting of the service gets a value of the chart or a line in its schema. */
  @Test
  void everySettingOfTheServiceCanBeMade() throws Exception {
    Set<String> reached = new TreeSet<>(ServiceSettings.FIXED);
    JsonMapper.shared()
        .readTree(Files.readString(Rendering.CHART.resolve("values.schema.json")))
        .at("/properties/settings/properties")
        .propertyNames()
        .forEach(name -> reached.add(ServiceSettings.plain(name)));
    Rendering chart = Rendering.with("worker.slots=1", "worker.memoryPerSlot=1GB");
    DEPLOYMENTS.forEach(
        deployment ->
            environment(chart, deployment)
                .keySet()
                .forEach(name -> reached.add(ServiceSettings.plain(name))));
    assertThat(reached).containsAll(ServiceSettings.known());
  }

  /** As they are natural in a file of values. */
  @Test
  void numbersAndBooleansAreTakenAsTheyAreWritten(@TempDir Path folder) throws Exception {
    Path values = folder.resolve("values.yaml");
    Files.writeString(
        values,
        """
        settings:
          NORMLAB_WORKER_MAX_ATTEMPTS: 5
          SPRING_DATASOURCE_HIKARI_MAX_LIFETIME: 12345678
          SERVER_COMPRESSION_ENABLED: false
          A_SHARE: 0.5
          A_TEXT: "007"
        """);
    assertThat(map(Rendering.withFile(values).object("ConfigMap", "demo-normlab").get("data")))
        .containsEntry("NORMLAB_WORKER_MAX_ATTEMPTS", "5")
        .containsEntry("SPRING_DATASOURCE_HIKARI_MAX_LIFETIME", "12345678")
        .containsEntry("SERVER_COMPRESSION_ENABLED", "false")
        .containsEntry("A_SHARE", "0.5")
        .containsEntry("A_TEXT", "007");
  }
}
