package org.normlab.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** The metadata name every setting that the code binds, with its default. */
class SettingsMetadataTest {
  /** Settings that conditions and values read, which no record binds. */
  private static final Map<String, String> READ_ALONE =
      Map.of(
          "normlab.database-wait",
          "PT60S",
          "normlab.api.enabled",
          "true",
          "normlab.start-cache",
          "false");

  @Test
  void everySettingIsDescribedWithItsDefault() throws ClassNotFoundException {
    Map<String, String> described =
        SettingsMetadata.read().stream()
            .collect(
                Collectors.toMap(
                    SettingsMetadata.Property::name,
                    setting -> setting.isConstant() ? setting.byDefault() : ""));
    assertThat(new TreeMap<>(described)).isEqualTo(bound());
  }

  @Test
  void everyDescriptionIsASentence() {
    assertThat(SettingsMetadata.read())
        .allSatisfy(setting -> assertThat(setting.description()).matches("[A-Z].*\\."));
  }

  private static Map<String, String> bound() throws ClassNotFoundException {
    Map<String, String> settings = new TreeMap<>(READ_ALONE);
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
    for (var found : scanner.findCandidateComponents("org.normlab")) {
      Class<?> type = Class.forName(found.getBeanClassName());
      addTo(settings, type.getAnnotation(ConfigurationProperties.class).value(), type);
    }
    return settings;
  }

  private static void addTo(Map<String, String> settings, String prefix, Class<?> record) {
    for (RecordComponent component : record.getRecordComponents()) {
      String name = prefix + "." + dashed(component.getName());
      if (component.getType().isRecord()) {
        addTo(settings, name, component.getType());
      } else {
        settings.put(name, byDefault(record, component.getName()));
      }
    }
  }

  private static String dashed(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
  }

  private static String byDefault(Class<?> record, String component) {
    return Arrays.stream(record.getDeclaredConstructors())
        .flatMap(constructor -> Arrays.stream(constructor.getParameters()))
        .filter(parameter -> parameter.getName().equals(component))
        .map(parameter -> parameter.getAnnotation(DefaultValue.class))
        .filter(annotation -> annotation != null)
        .map(annotation -> String.join(",", annotation.value()))
        .findFirst()
        .orElse("");
  }
}
