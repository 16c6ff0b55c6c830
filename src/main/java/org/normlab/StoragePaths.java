package org.normlab;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Makes the folders that settings name absolute before anything reads them. H2 refuses a path such
 * as {@code results} and takes {@code ~} for the user's home, Java does neither: the database and
 * the checkpoints would lie in two places.
 */
final class StoragePaths implements EnvironmentPostProcessor, Ordered {
  private static final String HOME = "normlab.home";
  private static final List<String> FOLDERS =
      List.of(HOME, "normlab.data.dir", "normlab.artifacts", "normlab.programs.dump");

  /** Runs after the files with settings are read. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    Map<String, Object> absolute = new LinkedHashMap<>();
    for (String folder : FOLDERS) {
      String value = environment.getProperty(folder);
      if (value != null) {
        absolute.put(folder, absolute(folder, value));
      }
    }
    environment.getPropertySources().addFirst(new MapPropertySource("absolute folders", absolute));
  }

  private static String absolute(String setting, String value) {
    if (value.isBlank()) {
      throw bad(setting, value, "It names a folder and may not be empty.");
    }
    if (value.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
      throw bad(setting, value, "It is a path of the file system and no URL.");
    }
    if (setting.equals(HOME) && value.contains(";")) {
      throw bad(setting, value, "It may have no semicolon, which ends the path of an H2 database.");
    }
    try {
      return expanded(setting, value).toAbsolutePath().normalize().toString();
    } catch (InvalidPathException e) {
      throw bad(setting, value, "It is no path: " + e.getReason() + ".");
    }
  }

  /** Replaces a leading ~ by the user's home, as a shell does where it sees one. */
  private static Path expanded(String setting, String value) {
    if (!value.startsWith("~")) {
      return Path.of(value);
    }
    String rest = value.substring(1);
    if (!rest.isEmpty() && !rest.startsWith("/") && !rest.startsWith("\\")) {
      throw bad(
          setting, value, "A ~ stands for your home alone: write ~/folder, or the whole path.");
    }
    return Path.of(System.getProperty("user.home") + rest);
  }

  private static InvalidConfigurationPropertyValueException bad(
      String setting, String value, String reason) {
    return new InvalidConfigurationPropertyValueException(setting, value, reason);
  }
}
