package org.normlab.data.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.normlab.data.file.IllegalDataException;

/** An official part of a folder of images, and the names that its folder may have in any case. */
enum ImagePart {
  TRAINING("train training"),
  VALIDATION("val valid validation dev"),
  TEST("test testing eval evaluation");

  private final String words;

  ImagePart(String words) {
    this.words = words;
  }

  private List<String> names() {
    return List.of(words.split(" "));
  }

  /** The part that a folder's name stands for: {@code Train}, {@code test_set}, {@code val2017}. */
  static Optional<ImagePart> named(String folder) {
    String word =
        folder
            .toLowerCase(Locale.ROOT)
            .replaceFirst("[-_. ]?(set|data|split|images|part)$", "")
            .replaceFirst("[-_. ]?\\d{1,4}$", "");
    return Arrays.stream(values()).filter(part -> part.names().contains(word)).findFirst();
  }

  /** Names of the folders in a folder. */
  interface Folders {
    List<String> in(Path folder) throws IOException;
  }

  /**
   * The folders that hold the official parts, training first; empty where each folder is a class.
   *
   * @param top names of the folders in {@code root}
   * @throws IllegalDataException where it cannot be known which they are
   */
  static Map<ImagePart, Path> parts(Path root, List<String> top, Folders folders)
      throws IOException {
    Map<ImagePart, Path> parts = new EnumMap<>(ImagePart.class);
    List<String> parted = new ArrayList<>();
    List<String> classes = new ArrayList<>();
    for (String name : top) {
      Optional<ImagePart> part = named(name);
      part.ifPresent(p -> parts.put(p, root.resolve(name)));
      (part.isPresent() ? parted : classes).add(name);
    }
    if (classes.isEmpty() && top.size() > 1 && parts.containsKey(TRAINING)) {
      if (parts.size() < top.size()) {
        throw ambiguous(root, top);
      }
      return parts;
    }
    Set<ImagePart> holding = new HashSet<>();
    for (String name : parted) {
      List<String> within = folders.in(root.resolve(name));
      if (!within.isEmpty()) {
        named(name).ifPresent(holding::add);
      }
      if (within.stream().anyMatch(classes::contains)) {
        throw ambiguous(root, top);
      }
    }
    boolean noTraining = classes.isEmpty() && top.size() > 1 && !holding.isEmpty();
    if (noTraining || (holding.size() > 1 && holding.contains(TRAINING))) {
      throw ambiguous(root, top);
    }
    return Map.of();
  }

  private static IllegalDataException ambiguous(Path root, List<String> top) {
    String allowed =
        Arrays.stream(values())
            .map(part -> part.name().toLowerCase(Locale.ROOT) + " part: " + either(part.names()))
            .collect(Collectors.joining("; "));
    return new IllegalDataException(
        "%s holds the folders %s, and it cannot be known whether they are official parts or classes. Parts are a training part with a validation part, a test part or both, each in one folder, and nothing beside them (%s)"
            .formatted(root, shown(top), allowed));
  }

  private static String either(List<String> names) {
    return String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.getLast();
  }

  private static String shown(List<String> names) {
    return String.join(", ", names.subList(0, Math.min(20, names.size())))
        + (names.size() > 20 ? ", …" : "");
  }
}
