package org.normlab.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@code normlab.programs.*}: settings that trainers are started with.
 *
 * @param dump the folder into which trainers write the programs that they compile, an absolute
 *     path; null: they write none
 */
@ConfigurationProperties("normlab.programs")
record ProgramsSettings(@Nullable String dump) {
  private static final String DUMP = "normlab.programs.dump";

  ProgramsSettings {
    if (dump != null) {
      check(Path.of(dump));
    }
  }

  private static void check(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, "check", ".part"));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s must be a folder that can be written; received %s (%s)".formatted(DUMP, folder, e),
          e);
    }
  }

  /** Options of Java for a trainer. */
  List<String> options() {
    return dump == null ? List.of() : List.of("-D" + DUMP + "=" + dump);
  }
}
