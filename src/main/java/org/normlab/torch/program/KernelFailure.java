package org.normlab.torch.program;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * PyTorch could not read or run a program. {@link #summary} is one sentence for the user of a job;
 * the message adds the lines around and the chain of calls, for the developer of the kernel. The
 * cause is what PyTorch said.
 */
public final class KernelFailure extends RuntimeException {
  private final String summary;

  private KernelFailure(String summary, String details, RuntimeException cause) {
    super(summary + details, cause);
    this.summary = summary;
  }

  /**
   * Returns what PyTorch said of a program, in terms of kernels and layers.
   *
   * @param shapes of the kernel's arguments; null where they are not known
   * @return what was given where PyTorch names no line of the program
   */
  static RuntimeException of(RuntimeException said, ProgramText text, @Nullable String shapes) {
    Trace trace = Trace.of(said);
    if (trace.frames().isEmpty()) {
      return said;
    }
    int line = trace.frames().getLast();
    String layer = layer(trace.frames(), text);
    String summary =
        "kernel %s (%s)%s: %s%s"
            .formatted(
                text.function(line),
                text.origin(line),
                layer.isEmpty() ? "" : " at " + layer,
                trace.reason(),
                shapes == null ? "" : "; " + shapes);
    return new KernelFailure(summary, chain(trace.frames(), text), said);
  }

  /** The calls from the kernel at fault to the program's method, each with the lines around. */
  private static String chain(List<Integer> frames, ProgramText text) {
    return frames.reversed().stream()
        .map(
            line ->
                "%s (%s), line %d of program %s:\n%s"
                    .formatted(
                        text.function(line),
                        text.origin(line),
                        line,
                        text.name(),
                        text.around(line)))
        .collect(Collectors.joining("\ncalled by ", "\n", ""));
  }

  /** The layer that the innermost line with a comment belongs to. */
  private static String layer(List<Integer> frames, ProgramText text) {
    return frames.reversed().stream()
        .map(text::layer)
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** One sentence: which kernel of which file, at which layer, and PyTorch's reason. */
  public String summary() {
    return summary;
  }
}
