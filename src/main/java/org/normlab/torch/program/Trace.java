package org.normlab.torch.program;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Describes what PyTorch says of a failure.
 *
 * @param frames lines of the program from 1, the outermost call first; empty where it names none
 * @param reason its last word
 */
record Trace(List<Integer> frames, String reason) {
  private static final String FILE = "  File \"code/";
  private static final Pattern FRAME = Pattern.compile("File \"code/__torch__\\.py\", line (\\d+)");

  /** Stands before the lines of a text that could be read but not run. */
  private static final String RAN = "Traceback of TorchScript";

  private static final String ERROR = "RuntimeError: ";

  static Trace of(RuntimeException said) {
    String message = String.valueOf(said.getMessage());
    List<Integer> frames = new ArrayList<>();
    Matcher matcher = FRAME.matcher(message);
    while (matcher.find()) {
      frames.add(Integer.valueOf(matcher.group(1)));
    }
    boolean ran = message.contains(RAN);
    // While a text is read, the line at fault comes first and those that call it follow.
    return new Trace(ran ? frames : frames.reversed(), reason(message, ran));
  }

  private static String reason(String message, boolean ran) {
    int error = message.lastIndexOf(ERROR);
    if (ran && error >= 0) {
      return message.substring(error + ERROR.length()).lines().findFirst().orElse("").strip();
    }
    int frame = message.indexOf(FILE);
    return (frame < 0 ? message : message.substring(0, frame))
        .lines()
        .map(String::strip)
        .filter(line -> !line.equals(":"))
        .collect(Collectors.joining(" "))
        .strip()
        .replaceFirst(":$", "");
  }
}
