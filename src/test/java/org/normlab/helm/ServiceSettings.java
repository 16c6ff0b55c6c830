package org.normlab.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.normlab.access.AccessSettings;
import org.normlab.storage.StorageLayout;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The service's settings, as it reads them from environment variables. */
final class ServiceSettings {
  /** What a deployment decides by its parts and volumes. */
  static final Set<String> FIXED =
      Set.of("NORMLABARTIFACTS", "NORMLABDATADIR", "NORMLABWORKERENABLED", "NORMLABAPIENABLED");

  private static final String SOURCE = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

  private ServiceSettings() {}

  private static List<Class<?>> records() throws ClassNotFoundException {
    return List.of(
        StorageLayout.class,
        AccessSettings.class,
        Class.forName("org.normlab.worker.WorkerSettings"),
        Class.forName("org.normlab.web.RequestSettings"),
        Class.forName("org.normlab.web.AllowedHosts"));
  }

  private static String prefix(Class<?> record) {
    return record.getAnnotation(ConfigurationProperties.class).value();
  }

  /** Reads the variables as the service does; one that it refuses, or does not know, is a fault. */
  static void assertTakes(Map<String, Object> variables) throws ClassNotFoundException {
    assertThat(variables.values()).as("variables are texts").allMatch(String.class::isInstance);
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .replace(SOURCE, new SystemEnvironmentPropertySource(SOURCE, variables));
    Binder binder = Binder.get(environment);
    for (Class<?> record : records()) {
      binder.bindOrCreate(prefix(record), Bindable.of(record));
    }
    binder.bindOrCreate("server", ServerProperties.class);
    binder.bind("spring.datasource", DataSourceProperties.class).get();
    Set<String> known = known();
    assertThat(variables.keySet())
        .filteredOn(name -> name.startsWith("NORMLAB_"))
        .allSatisfy(name -> assertThat(known).contains(plain(name)));
  }

  /** A variable's name as any spelling of it has it. */
  static String plain(String name) {
    return name.replaceAll("[._-]", "").toUpperCase(Locale.ROOT);
  }

  /** All settings of the service's own. */
  static Set<String> known() throws ClassNotFoundException {
    Set<String> names = new TreeSet<>(FIXED);
    for (Class<?> record : records()) {
      addNames(prefix(record), record, names);
    }
    return names;
  }

  private static void addNames(String prefix, Class<?> record, Set<String> names) {
    for (RecordComponent component : record.getRecordComponents()) {
      String name = prefix + component.getName();
      if (component.getType().isRecord()) {
        addNames(name, component.getType(), names);
      } else {
        names.add(plain(name));
      }
    }
  }
}
