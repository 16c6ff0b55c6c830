package org.normlab.data.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.normlab.data.file.DataHome;
import org.normlab.data.file.IllegalDataException;

/**
 * A folder of images, one folder a class, named in order; within a class at any depth. Names that
 * begin with a dot, and {@code Thumbs.db} and {@code desktop.ini}, are no data.
 *
 * <p>Where the top holds nothing but {@linkplain ImagePart official parts}, these hold the classes:
 * training first, then, if both others are there, validation, and last the test part.
 *
 * @param files in the order of parts, classes and names
 * @param labels class of each file
 * @param validation how many files are the official validation part; {@code test} likewise
 */
public record ImageTree(
    List<String> classes, List<Path> files, int[] labels, int validation, int test) {
  private static final Set<String> IGNORED = Set.of("thumbs.db", "desktop.ini");

  /**
   * Lists the images of a folder.
   *
   * @param home which no link may leave
   */
  public static ImageTree of(Path root, DataHome home) throws IOException {
    Path limit = home.folder().toRealPath();
    List<String> top = folders(root, limit);
    Map<ImagePart, Path> official = ImagePart.parts(root, top, ImageTree::subfolders);
    List<Path> parts = official.isEmpty() ? List.of(root) : List.copyOf(official.values());
    Set<String> names = new TreeSet<>();
    for (Path part : parts) {
      names.addAll(folders(part, limit));
    }
    List<String> classes = List.copyOf(names);
    List<Path> files = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    int[] sizes = new int[parts.size()];
    for (int p = 0; p < sizes.length; p++) {
      for (int c = 0; c < classes.size(); c++) {
        files.addAll(images(parts.get(p).resolve(classes.get(c)), limit));
        while (labels.size() < files.size()) {
          labels.add(c);
          sizes[p]++;
        }
      }
    }
    ImageTree tree =
        new ImageTree(
            classes,
            List.copyOf(files),
            labels.stream().mapToInt(c -> c).toArray(),
            parts.size() == 3 ? sizes[1] : 0,
            parts.size() > 1 ? sizes[sizes.length - 1] : 0);
    tree.check(root);
    for (int p = 0; p < sizes.length; p++) {
      if (sizes[p] == 0) {
        throw new IllegalDataException(parts.get(p) + " holds no image");
      }
    }
    return tree;
  }

  private static List<String> subfolders(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> isData(entry) && Files.isDirectory(entry))
          .map(entry -> entry.getFileName().toString())
          .toList();
    }
  }

  private void check(Path root) throws IllegalDataException {
    if (classes.size() < 2) {
      throw new IllegalDataException(
          "%s holds %s; data.folder needs one folder a class, and at least two"
              .formatted(
                  root, classes.isEmpty() ? "no folder" : "the one class " + classes.getFirst()));
    }
    boolean[] seen = new boolean[classes.size()];
    for (int label : labels) {
      seen[label] = true;
    }
    for (int c = 0; c < seen.length; c++) {
      if (!seen[c]) {
        throw new IllegalDataException(
            "%s: the class %s has no image".formatted(root, classes.get(c)));
      }
    }
  }

  /** Names of the folders in a folder that holds classes, in order. */
  private static List<String> folders(Path folder, Path limit) throws IOException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.sorted().toList()) {
        String name = entry.getFileName().toString();
        if (!isData(entry)) {
          continue;
        }
        stay(entry, limit);
        if (Files.isDirectory(entry)) {
          names.add(name);
        } else if (name.toLowerCase(Locale.ROOT).matches(".*\\.(jpe?g|png)")) {
          throw new IllegalDataException(entry + " lies in no class's folder");
        }
      }
    }
    return names;
  }

  private static List<Path> images(Path folder, Path limit) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    walk(folder, limit, 0, found);
    return found;
  }

  private static void walk(Path folder, Path limit, int depth, List<Path> found)
      throws IOException {
    if (depth > 32) {
      throw new IllegalDataException(folder + " lies too deep, or a link leads back up");
    }
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.sorted().toList()) {
        if (!isData(entry)) {
          continue;
        }
        stay(entry, limit);
        if (Files.isDirectory(entry)) {
          walk(entry, limit, depth + 1, found);
        } else {
          found.add(entry);
        }
      }
    }
  }

  private static boolean isData(Path entry) {
    String name = entry.getFileName().toString();
    return !name.startsWith(".") && !IGNORED.contains(name.toLowerCase(Locale.ROOT));
  }

  /** A link may stand for a file or folder of the data folder, not for another. */
  private static void stay(Path entry, Path limit) throws IOException {
    if (!Files.exists(entry)) {
      throw new IllegalDataException(entry + " is a link to what is not there");
    }
    if (Files.isSymbolicLink(entry) && !entry.toRealPath().startsWith(limit)) {
      throw new IllegalDataException(entry + " is a link that leads out of normlab.data.dir");
    }
  }
}
