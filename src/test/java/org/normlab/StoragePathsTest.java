package org.normlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.storage.StorageLayout;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.mock.env.MockEnvironment;

/** The folders that settings name are one place each, for their owner alone. */
class StoragePathsTest {
  private static final List<String> FOLDERS =
      List.of("normlab.home", "normlab.data.dir", "normlab.artifacts", "normlab.programs.dump");

  private static String resolved(String setting, String value) {
    MockEnvironment settings = new MockEnvironment().withProperty(setting, value);
    new StoragePaths().postProcessEnvironment(settings, new SpringApplication());
    return settings.getRequiredProperty(setting);
  }

  @ParameterizedTest
  @CsvSource({
    "results,<here>/results",
    "./results,<here>/results",
    "a/../results,<here>/results",
    "~,<user>",
    "~/x,<user>/x",
    "/srv/normlab/,/srv/normlab",
    "with space,<here>/with space",
  })
  void aFolderIsAbsolute(String value, String expected) {
    String path =
        expected
            .replace("<here>", Path.of("").toAbsolutePath().toString())
            .replace("<user>", System.getProperty("user.home"));
    for (String folder : FOLDERS) {
      assertThat(resolved(folder, value)).isEqualTo(path);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "~other/x", "file:/srv", "https://host/x"})
  void whatIsNoFolderIsRefused(String value) {
    for (String folder : FOLDERS) {
      assertThatThrownBy(() -> resolved(folder, value))
          .isInstanceOf(InvalidConfigurationPropertyValueException.class);
    }
  }

  @Test
  void aRelativeHomeStartsAndIsItsOwnersAlone(@TempDir Path folder) throws Exception {
    Path home = Path.of("").toAbsolutePath().relativize(folder.toAbsolutePath()).resolve("results");
    for (int start = 1; start <= 2; start++) {
      try (ConfigurableApplicationContext application =
          Started.service(
              "--server.port=0", "--normlab.worker.enabled=false", "--normlab.home=" + home)) {
        Path made = folder.resolve("results");
        assertThat(permissions(made)).isEqualTo("rwx------");
        assertThat(permissions(made.resolve("normlab.mv.db"))).isEqualTo("rw-------");
        assertThat(permissions(made.resolve("artifacts"))).isEqualTo("rwx------");
        Path temporary = application.getBean(StorageLayout.class).temporary("export-");
        assertThat(temporary).startsWith(made.toAbsolutePath());
        assertThat(permissions(temporary)).isEqualTo("rwx------");
      }
      // As a version left them that did not care.
      for (Path path :
          List.of("normlab.mv.db", "artifacts").stream()
              .map(folder.resolve("results")::resolve)
              .toList()) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
