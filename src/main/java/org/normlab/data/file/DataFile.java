package org.normlab.data.file;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.tukaani.xz.XZIOException;
import org.tukaani.xz.XZInputStream;

/** A file that may lie plain, as .gz or as .xz; its name says which. */
public final class DataFile {
  private static final List<String> FORMS = List.of("", ".gz", ".xz");
  private static final int BUFFER = 1 << 16;
  private static final int XZ_MEMORY_KIB = 256 * 1024;

  private DataFile() {}

  /** Describes what is done with the unpacked bytes. */
  public interface Reading<T> {
    T from(InputStream in) throws IOException;
  }

  /** The first form of {@code folder/name} that is there. */
  public static Optional<Path> find(Path folder, String name) {
    return FORMS.stream()
        .map(form -> folder.resolve(name + form))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** Returns how the forms that {@link #find} looks for are told to a user. */
  public static String looked(Path folder, String name) {
    return folder.toAbsolutePath().resolve(name) + " (or .gz, .xz)";
  }

  /** Reads the unpacked bytes; a damaged file is told by its name. */
  public static <T> T read(Path file, Reading<T> reading) throws IOException {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        InputStream in = unpacked(file.toString(), raw)) {
      return reading.from(in);
    } catch (CharacterCodingException e) {
      throw new IllegalDataException(file + " is not UTF-8 text", e);
    } catch (EOFException | ZipException | XZIOException e) {
      String detail = e.getMessage() == null ? "" : ": " + e.getMessage();
      throw new IllegalDataException(file + " is damaged or cut short" + detail, e);
    }
  }

  private static InputStream unpacked(String name, InputStream raw) throws IOException {
    if (name.endsWith(".gz")) {
      return new GZIPInputStream(raw, BUFFER);
    }
    return name.endsWith(".xz") ? new XZInputStream(raw, XZ_MEMORY_KIB) : raw;
  }
}
