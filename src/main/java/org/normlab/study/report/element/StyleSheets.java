package org.normlab.study.report.element;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Reads the style sheets of reports and pictures. */
final class StyleSheets {
  private StyleSheets() {}

  /** Reads a style sheet of the class path, beside this class or by its whole path. */
  static String read(String name) {
    try (InputStream in = StyleSheets.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " is unreadable", e);
    }
  }
}
