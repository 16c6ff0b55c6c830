package org.normlab.helm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** The chart's objects under some values. */
record Rendering(String text, List<Map<String, Object>> objects) {
  static final Path CHART = Path.of("helm", "normlab");

  /** Renders the chart as release {@code demo}; each setting is {@code key=value}. */
  static Rendering with(String... settings) {
    TemplateCommand command = command();
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      command.set(setting.substring(0, equals), setting.substring(equals + 1));
    }
    return of(command);
  }

  /** Renders the chart under a file of values. */
  static Rendering withFile(Path values) {
    return of(command().withValuesFile(values));
  }

  private static TemplateCommand command() {
    return new Helm(CHART)
        .template()
        .withName("demo")
        .withNamespace("lab")
        .withKubeVersion("1.31.0");
  }

  private static Rendering of(TemplateCommand command) {
    String text = command.call();
    List<Map<String, Object>> objects = new ArrayList<>();
    for (Object document : new Yaml().loadAll(text)) {
      if (document != null) {
        objects.add(map(document));
      }
    }
    return new Rendering(text, List.copyOf(objects));
  }

  Map<String, Object> object(String kind, String name) {
    return ofKind(kind)
        .filter(object -> name.equals(map(object.get("metadata")).get("name")))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind + " " + name + " in\n" + text));
  }

  Stream<Map<String, Object>> ofKind(String kind) {
    return objects.stream().filter(object -> kind.equals(object.get("kind")));
  }

  /** The pod's specification of a deployment. */
  Map<String, Object> pod(String deployment) {
    return map(at(object("Deployment", deployment), "spec", "template", "spec"));
  }

  Map<String, Object> container(String deployment) {
    return map(list(pod(deployment).get("containers")).getFirst());
  }

  /** What an environment variable of a container is set to, or where it is read from. */
  static Object variable(Map<String, Object> container, String name) {
    return list(container.get("env")).stream()
        .map(Rendering::map)
        .filter(entry -> name.equals(entry.get("name")))
        .map(entry -> entry.getOrDefault("value", entry.get("valueFrom")))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no variable " + name + " in " + container));
  }

  static Object at(Object start, String... path) {
    Object here = start;
    for (String name : path) {
      Object next = map(here).get(name);
      if (next == null) {
        throw new AssertionError("no " + name + " of " + List.of(path) + " in " + here);
      }
      here = next;
    }
    return here;
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(@Nullable Object value) {
    return (Map<String, Object>) present(value);
  }

  @SuppressWarnings("unchecked")
  static List<Object> list(@Nullable Object value) {
    return (List<Object>) present(value);
  }

  private static Object present(@Nullable Object value) {
    return Objects.requireNonNull(value, "the chart renders nothing here");
  }
}
