package org.normlab.worker;

import java.util.List;
import java.util.Map;

/** Says what an exit code means. */
final class Crash {
  private static final int SIGNAL = 128;
  private static final Map<Integer, String> SIGNALS =
      Map.of(
          4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 9, "SIGKILL", 11, "SIGSEGV", 15,
          "SIGTERM");

  private Crash() {}

  static String describe(int exitCode, List<String> lastLines) {
    StringBuilder text = new StringBuilder("the trainer process ");
    text.append(
        switch (exitCode) {
          case 3 -> "ended itself, since its worker did not renew the lease (exit code 3)";
          case 4 -> "ended itself, since its worker died (exit code 4)";
          default -> ended(exitCode);
        });
    if (!lastLines.isEmpty()) {
      text.append("; its log ends with:\n").append(String.join("\n", lastLines));
    }
    return text.toString();
  }

  private static String ended(int exitCode) {
    String signal = SIGNALS.get(exitCode - SIGNAL);
    return signal == null
        ? "ended with exit code " + exitCode
        : "was ended by %s (exit code %d)%s"
            .formatted(
                signal,
                exitCode,
                signal.equals("SIGKILL") ? ", perhaps because the machine ran out of memory" : "");
  }
}
