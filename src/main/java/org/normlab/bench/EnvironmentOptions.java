package org.normlab.bench;

import java.util.List;
import java.util.Map;
import org.normlab.environment.KnownEnvironment;
import org.normlab.setting.NearestWord;

/** Describes which environment to time, and how long. */
record EnvironmentOptions(
    KnownEnvironment environment, int steps, int warmup, int environments, int seed) {

  static final String GRID = "minatar/";

  static final String USAGE =
      """
      usage: bench-environment NAME [options]

        NAME              %s; %s may be left out
        --steps N         timed steps [20000000]
        --warmup N        steps before them, not timed [5000000]
        --environments N  that are stepped in turn [16]
        --seed N          of what is drawn [0]

      Prints one line of JSON. Actions are drawn uniformly; an episode that ends is followed by the
      next, and what is observed is written after every step.
      exit code: 0 done, 2 bad arguments
      """
          .formatted(String.join(", ", KnownEnvironment.words()), GRID);

  private static final int MOST = 1_000_000_000;

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "--steps", "20000000",
          "--warmup", "5000000",
          "--environments", "16",
          "--seed", "0");

  /** Reads the command line; a fault is thrown with a sentence for the user. */
  static EnvironmentOptions read(List<String> arguments) {
    if (arguments.isEmpty() || arguments.getFirst().startsWith("--")) {
      throw new IllegalArgumentException("the name of an environment comes first; see --help");
    }
    CommandOptions given = CommandOptions.read(arguments.subList(1, arguments.size()), DEFAULTS);
    return new EnvironmentOptions(
        environment("NAME", arguments.getFirst()),
        given.number("--steps", 1, MOST),
        given.number("--warmup", 0, MOST),
        given.number("--environments", 1, 65_536),
        given.number("--seed", 0, MOST));
  }

  /**
   * Finds an environment by its name, of which {@link #GRID} may be left out.
   *
   * @param argument for the message
   */
  static KnownEnvironment environment(String argument, String name) {
    return KnownEnvironment.of(name)
        .or(() -> KnownEnvironment.of(GRID + name))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s must be one of %s; received %s%s"
                        .formatted(
                            argument,
                            KnownEnvironment.words(),
                            name,
                            NearestWord.hint(name, KnownEnvironment.words()))));
  }
}
