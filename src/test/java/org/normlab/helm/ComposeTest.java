package org.normlab.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.normlab.helm.Rendering.at;
import static org.normlab.helm.Rendering.list;
import static org.normlab.helm.Rendering.map;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The containers of {@code docker/compose.yaml}, with the defaults of its variables. */
class ComposeTest {
  private static Map<String, Object> service(String name) throws Exception {
    String text = Files.readString(Path.of("docker", "compose.yaml"));
    String filled = text.replaceAll("\\$\\{\\w+:-([^}]*)}", "$1").replaceAll("\\$\\{[^}]*}", "x");
    return map(at(map(new Yaml().load(filled)), "services", name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"api", "worker"})
  void theServiceTakesEveryVariable(String name) throws Exception {
    Map<String, Object> variables = new HashMap<>(map(service(name).get("environment")));
    variables.replaceAll((_, value) -> String.valueOf(value));
    ServiceSettings.assertTakes(variables);
  }

  /** Slots and heap are measured by a container's limit: without one, each takes the machine's. */
  @ParameterizedTest
  @ValueSource(strings = {"api", "worker"})
  void eachContainerHasItsMemoryAndWritesToTheDisk(String name) throws Exception {
    Map<String, Object> service = service(name);
    assertThat(service).containsKeys("mem_limit", "stop_grace_period").doesNotContainKey("tmpfs");
    assertThat(list(service.get("volumes"))).contains("/tmp");
  }
}
