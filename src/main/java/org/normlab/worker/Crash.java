package org.normlab.worker;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says what an exit code means. */
final class Crash {
  private static final int SIGNAL = 128;

  /** Lease expired, worker died, SIGHUP, SIGINT, SIGTERM. */
  private static final Set<Integer> FROM_OUTSIDE = Set.of(3, 4, 129, 130, 143);

  private static final Map<Integer, String> SIGNALS =
      Map.of(
          1, "SIGHUP", 2, "SIGINT", 4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 9,
          "SIGKILL", 11, "SIGSEGV", 15, "SIGTERM");

  private Crash() {}

  /**
   * Returns whether a trainer was ended by its worker's silence or by a signal that asks processes
   * to stop, and so by nothing that its job did. SIGKILL is not among them: it is what the kernel
   * sends when memory runs out.
   */
  static boolean isFromOutside(int exitCode) {
    return FROM_OUTSIDE.contains(exitCode);
  }

  /**
   * Says in a sentence how a trainer ended.
   *
   * @param reported the signal that Java's own report of its crash names, after which it ends
   *     itself by another; null where there is no such report
   */
  static String describe(int exitCode, @Nullable String reported, List<String> lastLines) {
    StringBuilder text = new StringBuilder("the trainer process ");
    text.append(
        switch (exitCode) {
          case 3 -> "ended itself, since its worker did not renew the lease (exit code 3)";
          case 4 -> "ended itself, since its worker died (exit code 4)";
          default ->
              reported == null
                  ? ended(exitCode)
                  : "crashed with %s (exit code %d)".formatted(reported, exitCode);
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
