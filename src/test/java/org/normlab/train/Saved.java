package org.normlab.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.normlab.train.file.Sha256;

/** Checkpoint files as the service knows them: group and step by their names, and their hash. */
public final class Saved {
  private static final Pattern NAME = Pattern.compile("group-(\\d+)-step-(\\d+)\\.safetensors");

  private Saved() {}

  static ResumePoint point(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    if (!name.matches()) {
      throw new IllegalArgumentException(file + " is no checkpoint");
    }
    try {
      return new ResumePoint(
          Integer.parseInt(name.group(1)), Long.parseLong(name.group(2)), file, Sha256.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static List<ResumePoint> points(List<Path> files) {
    return files.stream().map(Saved::point).toList();
  }
}
