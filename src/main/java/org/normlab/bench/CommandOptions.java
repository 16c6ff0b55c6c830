package org.normlab.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The options of a command with their values, as {@code --name value} on its line. */
record CommandOptions(Map<String, String> values) {
  /**
   * Reads options.
   *
   * @param defaults every option that the command has, with the value of one that is not given
   * @throws IllegalArgumentException with a sentence for the user
   */
  static CommandOptions read(List<String> words, Map<String, String> defaults) {
    Map<String, String> given = new HashMap<>(defaults);
    for (int i = 0; i < words.size(); i += 2) {
      String option = words.get(i);
      if (!defaults.containsKey(option)) {
        throw new IllegalArgumentException("unknown option " + option + "; see --help");
      }
      if (i + 1 == words.size()) {
        throw new IllegalArgumentException(option + " wants a value; see --help");
      }
      given.put(option, words.get(i + 1));
    }
    return new CommandOptions(given);
  }

  String text(String option) {
    return Objects.requireNonNull(values.get(option));
  }

  /**
   * Returns a whole number.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  int number(String option, int min, int max) {
    String text = text(option);
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
