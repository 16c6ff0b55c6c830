package org.normlab.data.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.setting.Problem;

/**
 * Describes where named sets and files lie.
 *
 * @param folder the root ({@code normlab.data.dir}); paths in jobs are relative to it and may not
 *     leave it
 * @param download whether a missing named set is fetched from its official address ({@code
 *     normlab.data.download})
 */
public record DataHome(Path folder, boolean download) {

  /**
   * Explains why a job may not name this path, or null when it may: absolute paths and {@code ..}
   * are out.
   */
  public static @Nullable String refusal(String relative) {
    try {
      Path path = Path.of(relative);
      boolean climbs = false;
      for (Path step : path) {
        climbs |= step.toString().equals("..");
      }
      return path.isAbsolute() || climbs ? leaves(relative) : null;
    } catch (InvalidPathException e) {
      return "a file or folder must be a path below normlab.data.dir; received \""
          + e.getInput()
          + "\"";
    }
  }

  /** Returns the fault of a setting that is a path which a job may not name; none where it may. */
  public static List<Problem> problems(String setting, String path) {
    String refusal = refusal(path);
    return refusal == null ? List.of() : List.of(new Problem("/" + setting, refusal));
  }

  /**
   * The real path of a file that a job names. Links are followed first, so that a link inside the
   * folder cannot lead out of it.
   */
  public Path file(String relative) throws MissingData, IOException {
    Path real = real("file", relative);
    if (!Files.isRegularFile(real)) {
      throw new IllegalDataException("data needs a regular file; received " + asked(relative));
    }
    return real;
  }

  /** Finds a folder in the same way. */
  public Path folder(String relative) throws MissingData, IOException {
    Path real = real("folder", relative);
    if (!Files.isDirectory(real)) {
      throw new IllegalDataException("data.folder needs a folder; received " + asked(relative));
    }
    return real;
  }

  private Path asked(String relative) {
    return folder.toAbsolutePath().resolve(relative);
  }

  private Path real(String what, String relative) throws MissingData, IOException {
    String refusal = refusal(relative);
    if (refusal != null) {
      throw new IllegalDataException(refusal);
    }
    Path asked = asked(relative);
    if (!Files.exists(asked)) {
      throw new MissingData(
          "The "
              + what
              + " "
              + asked
              + " is not there. Put it there, or point normlab.data.dir at the folder that has"
              + " it.");
    }
    Path real = asked.toRealPath();
    if (!real.startsWith(folder.toRealPath())) {
      throw new IllegalDataException(leaves(relative));
    }
    return real;
  }

  private static String leaves(String relative) {
    return "a file or folder must lie below normlab.data.dir and be named relative to it; received"
        + " \""
        + relative
        + "\"";
  }
}
