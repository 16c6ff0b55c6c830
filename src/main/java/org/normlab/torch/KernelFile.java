package org.normlab.torch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Kernels that several classes share, in a file below {@code org/normlab/kernel} in the resources.
 * Its syntax is Python's: functions, and comments before them. A function calls others of its file,
 * and of the files that it is read with, as {@code __torch__.name(…)}; any further name is one that
 * each program chooses a kernel for.
 */
public final class KernelFile {
  private static final String FOLDER = "/org/normlab/kernel/";
  private static final Pattern CALL = Pattern.compile("__torch__\\.(\\w+)\\(");

  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, String> origins = new LinkedHashMap<>();
  private final Map<String, Kernel> kernels = new LinkedHashMap<>();

  private KernelFile(List<String> lines, String name, List<KernelFile> others) {
    others.forEach(other -> kernels.putAll(other.kernels));
    split(lines, name);
    sources.keySet().forEach(this::kernel);
  }

  /**
   * Reads a file.
   *
   * @param name {@code step.py}
   * @param others files whose functions it calls
   */
  public static KernelFile read(String name, KernelFile... others) {
    try (InputStream in = KernelFile.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no resource " + FOLDER + name);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new KernelFile(text.lines().toList(), name, List.of(others));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The functions' texts by name, from each {@code def} to the last line that is indented. */
  private void split(List<String> lines, String name) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("def ")) {
        int end = i + 1;
        while (end < lines.size() && (lines.get(end).isEmpty() || lines.get(end).startsWith(" "))) {
          end++;
        }
        String source = String.join("\n", lines.subList(i, end)).strip() + "\n";
        String function = source.substring("def ".length(), source.indexOf('('));
        sources.put(function, source);
        origins.put(function, "kernel/" + name + ":" + (i + 1));
      }
    }
  }

  /** The kernel of this name, with what it needs. */
  public Kernel kernel(String name) {
    Kernel known = kernels.get(name);
    if (known != null) {
      return known;
    }
    String source = sources.get(name);
    if (source == null) {
      throw new IllegalArgumentException("there is no kernel " + name + " in this file");
    }
    Kernel kernel = new Kernel(source, needs(name, source), String.valueOf(origins.get(name)));
    kernels.put(name, kernel);
    return kernel;
  }

  /**
   * A kernel that is written in a class and calls functions of this file, and of those that it is
   * read with.
   *
   * @param own further kernels that it calls
   */
  public Kernel calling(String source, Kernel... own) {
    String name = source.substring("def ".length(), source.indexOf('('));
    Stream<Kernel> all = Stream.concat(needs(name, source).stream(), Stream.of(own));
    return new Kernel(source, all.toList(), Kernel.caller());
  }

  private List<Kernel> needs(String name, String source) {
    return CALL.matcher(source)
        .results()
        .map(call -> call.group(1))
        .filter(called -> !called.equals(name))
        .filter(called -> sources.containsKey(called) || kernels.containsKey(called))
        .distinct()
        .map(this::kernel)
        .toList();
  }

  /** The functions of this file, in its order. */
  public List<Kernel> all() {
    return sources.keySet().stream().map(this::kernel).toList();
  }

  /** The functions of this file as methods of a program. */
  public String methods() {
    return String.join("\n", all().stream().map(Kernel::source).toList());
  }
}
