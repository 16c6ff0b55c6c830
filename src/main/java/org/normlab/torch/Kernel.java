package org.normlab.torch;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A function in TorchScript text, the mathematics of one idea: {@code def name(…) -> …:} and its
 * body. Number formats are written as {@code torch.float32}; archives have PyTorch's numbers for
 * them.
 *
 * @param needs kernels that this one calls, as {@code __torch__.name(…)}
 * @param origin the file and line where the kernel is written, {@code norm/BatchNorm.java:36}; it
 *     stands beside the kernel in programs and is no part of what the kernel is
 */
public record Kernel(String source, List<Kernel> needs, String origin) {
  private static final String ROOT = "org.normlab.";
  private static final Set<String> MAKERS =
      Set.of(Kernel.class.getName(), KernelFile.class.getName());

  public Kernel(String source, List<Kernel> needs) {
    this(source, needs, caller());
  }

  public Kernel(String source) {
    this(source, List.of(), caller());
  }

  /** A kernel {@code name()} that answers a number. */
  public static Kernel constant(String name, Number value) {
    String type = value instanceof Integer ? "int" : "float";
    return new Kernel(
        "def %s() -> %s:\n  return %s\n".formatted(name, type, value), List.of(), caller());
  }

  /**
   * The same kernel with those that a job chooses for names that it calls and its file does not
   * have.
   */
  public Kernel choosing(Kernel... chosen) {
    return new Kernel(
        source, Stream.concat(Stream.of(chosen), needs.stream()).distinct().toList(), origin);
  }

  public String name() {
    return source.substring("def ".length(), source.indexOf('('));
  }

  /** The line that makes the kernel, as a path below the root package. */
  static String caller() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .filter(frame -> !MAKERS.contains(frame.getClassName()))
                    .map(Kernel::place)
                    .findFirst()
                    .orElseThrow());
  }

  private static String place(StackWalker.StackFrame frame) {
    String type = frame.getClassName();
    String folder =
        (type.startsWith(ROOT) ? type.substring(ROOT.length()) : type)
            .replaceAll("[^.]*$", "")
            .replace('.', '/');
    return folder + frame.getFileName() + ":" + frame.getLineNumber();
  }
}
