package org.normlab.torch.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A program in which the call that failed tells its arguments' shapes instead of computing. Copies
 * of the functions on the way to it, which call each other, stand beside the functions themselves:
 * calls of the same kernel at other layers compute as before.
 *
 * @param frames lines of the program, the outermost call first
 */
record FailingCall(ProgramText text, List<Integer> frames) {
  private static final String COPY = "_that_failed";
  private static final String BEGIN = "<<shapes ";
  private static final String END = ">>";
  private static final Pattern PARAMETER =
      Pattern.compile("(\\w+): ((?:Optional\\[|List\\[)?\\w+\\]?)");

  /** The text to run; null where the failure is not in a kernel. */
  @Nullable ProgramText told() {
    if (frames.size() < 2) {
      return null;
    }
    List<String> lines = new ArrayList<>(text.lines());
    StringBuilder copies = new StringBuilder();
    for (int i = 1; i < frames.size(); i++) {
      copies.append('\n').append(copy(i));
    }
    int first = frames.getFirst() - 1;
    lines.set(first, calling(lines.get(first), 1));
    return new ProgramText(text.name(), String.join("\n", lines) + "\n" + copies);
  }

  private String copy(int i) {
    int line = frames.get(i);
    int head = text.head(line);
    List<String> lines = text.lines();
    List<String> function = new ArrayList<>();
    function.add(lines.get(head).replaceFirst("\\(", COPY + "("));
    if (i == frames.size() - 1) {
      function.add("  ops.prim.RaiseException(" + shapes(lines.get(head)) + ")");
    }
    for (int at = head + 1; at < lines.size() && isBody(lines.get(at)); at++) {
      boolean calls = at == line - 1 && i < frames.size() - 1;
      function.add(calls ? calling(lines.get(at), i + 1) : lines.get(at));
    }
    return String.join("\n", function) + "\n";
  }

  private static boolean isBody(String line) {
    return line.isEmpty() || line.startsWith(" ");
  }

  private String calling(String line, int next) {
    String name = "__torch__." + text.function(frames.get(next)) + "(";
    return line.replace(name, name.replace("(", COPY + "("));
  }

  /** An expression for the parameters in the head of a function and their shapes. */
  private static String shapes(String head) {
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    Matcher matcher = PARAMETER.matcher(head.substring(0, head.lastIndexOf("->")));
    while (matcher.find()) {
      String name = matcher.group(1);
      names.add(name + " {}");
      values.add(
          switch (matcher.group(2)) {
            case "Tensor" -> name + ".size()";
            case "List[Tensor]" -> "[t.size() for t in " + name + "]";
            case "Optional[Tensor]" -> "\"given\" if " + name + " is not None else \"none\"";
            default -> name;
          });
    }
    return "torch.format(\"%s%s%s\", %s)"
        .formatted(BEGIN, String.join(", ", names), END, String.join(", ", values));
  }

  /** The shapes in what such a program says; null where it says something else. */
  static @Nullable String shapes(RuntimeException said) {
    String message = String.valueOf(said.getMessage());
    int begin = message.lastIndexOf(BEGIN);
    int end = message.indexOf(END, Math.max(begin, 0));
    return begin < 0 || end < 0
        ? null
        : Arrays.stream(message.substring(begin + BEGIN.length(), end).split("\n"))
            .collect(Collectors.joining(" "));
  }
}
