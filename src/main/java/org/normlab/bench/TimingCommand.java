package org.normlab.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/**
 * A command that times training and prints one line of JSON.
 *
 * @param name of the command, for messages
 * @param usage what {@code --help} prints
 * @param measure measures as the arguments say, and returns the members of the line in their order;
 *     throws {@link IllegalArgumentException} with a sentence for the user
 */
record TimingCommand(
    String name, String usage, Function<List<String>, Map<String, Object>> measure) {
  private static final int FAILED = 1;
  private static final int BAD_ARGUMENTS = 2;

  /** Runs the command and ends the process: 0 done, 1 the measurement failed, 2 bad arguments. */
  void runAndExit(List<String> arguments) {
    System.setProperty("logback.configurationFile", "org/normlab/trainer/logback.xml");
    PrintStream out = System.out;
    // Whatever a library prints must not mix with the one line of JSON.
    System.setOut(System.err);
    System.exit(run(arguments, out, System.err));
  }

  /** Runs the command and returns its exit code. */
  int run(List<String> arguments, PrintStream out, PrintStream err) {
    if (arguments.contains("--help")) {
      out.print(usage);
      return 0;
    }
    try {
      out.println(JsonMapper.shared().writeValueAsString(measure.apply(arguments)));
      return 0;
    } catch (IllegalArgumentException e) {
      err.println(name + ": " + e.getMessage());
      return BAD_ARGUMENTS;
    } catch (RuntimeException e) {
      err.println(name + ": PyTorch refused: " + e.getMessage());
      return FAILED;
    }
  }
}
