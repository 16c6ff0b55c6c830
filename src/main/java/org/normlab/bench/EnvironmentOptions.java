package org.normlab.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.normlab.environment.KnownEnvironment;
import org.normlab.setting.NearestWord;

/** Describes which environment to time, and how long. */
record EnvironmentOptions(
    KnownEnvironment environment, int steps, int warmup, int environments, int seed) {

  private static final String GRID = "minatar/";

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
    Map<String, String> given = options(arguments.subList(1, arguments.size()));
    return new EnvironmentOptions(
        environment(arguments.getFirst()),
        number(given, "--steps", 1, MOST),
        number(given, "--warmup", 0, MOST),
        number(given, "--environments", 1, 65_536),
        number(given, "--seed", 0, MOST));
  }

  private static Map<String, String> options(List<String> words) {
    Map<String, String> given = new HashMap<>(DEFAULTS);
    for (int i = 0; i < words.size(); i += 2) {
      String option = words.get(i);
      if (!DEFAULTS.containsKey(option)) {
        throw new IllegalArgumentException("unknown option " + option + "; see --help");
      }
      if (i + 1 == words.size()) {
        throw new IllegalArgumentException(option + " wants a value; see --help");
      }
      given.put(option, words.get(i + 1));
    }
    return given;
  }

  private static KnownEnvironment environment(String name) {
    return KnownEnvironment.of(name)
        .or(() -> KnownEnvironment.of(GRID + name))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "NAME must be one of %s; received %s%s"
                        .formatted(
                            KnownEnvironment.words(),
                            name,
                            NearestWord.hint(name, KnownEnvironment.words()))));
  }

  private static int number(Map<String, String> given, String option, int min, int max) {
    String text = Objects.requireNonNull(given.get(option));
    if (text.matches("\\d{1,10}")) {
      long number = Long.parseLong(text);
      if (number >= min && number <= max) {
        return (int) number;
      }
    }
    throw new IllegalArgumentException(
        "%s wants a whole number from %d to %d; received %s".formatted(option, min, max, text));
  }
}
