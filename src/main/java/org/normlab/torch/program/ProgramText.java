package org.normlab.torch.program;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The whole text of a program: methods, then each kernel below a comment that names its file.
 *
 * @param name for people: {@code mlp-batch-2-runs}
 */
public record ProgramText(String name, String code) {
  private static final String DEF = "def ";
  private static final int AROUND = 2;

  private static final String HEAD =
      """
      class M(Module):
        __parameters__ = []
        __buffers__ = []
        training : bool
      """;

  /**
   * The text of methods and the functions that they call.
   *
   * @param methods each {@code def name(self: __torch__.M, …)}
   * @param functions each below a comment that names its file
   */
  public static ProgramText of(String name, String methods, String functions) {
    return new ProgramText(name, Dtype.numbered(HEAD + methods.indent(2) + functions));
  }

  /** The function in which a line stands; lines count from 1. */
  String function(int line) {
    String head = lines().get(head(line)).strip();
    return head.startsWith(DEF) ? head.substring(DEF.length(), head.indexOf('(')) : "?";
  }

  /** The file and line from which that function comes. */
  String origin(int line) {
    int head = head(line);
    String before = head == 0 ? "" : lines().get(head - 1);
    return before.startsWith("# ") ? before.substring(2) : "a method of the program";
  }

  /** The layer to which a line belongs; empty where it belongs to none. */
  String layer(int line) {
    String text = line > lines().size() ? "" : lines().get(line - 1);
    int comment = text.indexOf("  # ");
    return comment < 0 ? "" : text.substring(comment + 4);
  }

  /** A line and those around it, numbered. */
  String around(int line) {
    return IntStream.rangeClosed(
            Math.max(1, line - AROUND), Math.min(lines().size(), line + AROUND))
        .mapToObj(i -> "%s %d: %s\n".formatted(i == line ? ">" : " ", i, lines().get(i - 1)))
        .collect(Collectors.joining());
  }

  List<String> lines() {
    return code.lines().toList();
  }

  /** The place in {@link #lines}, from 0, of the head of the function in which a line stands. */
  int head(int line) {
    List<String> lines = lines();
    int at = Math.min(line, lines.size()) - 1;
    while (at > 0 && !lines.get(at).strip().startsWith(DEF)) {
      at--;
    }
    return at;
  }
}
