package org.normlab.run.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random filters: noise that looks like some, and valid ones. */
public final class Filters {
  private static final List<String> PIECES =
      List.of(
          "metrics.",
          "params.",
          "tags.",
          "attr.",
          "seed",
          "name",
          "created",
          "data",
          "a.b",
          "\"q\"",
          "`k`",
          "'t'",
          "'",
          "\"",
          "`",
          "(",
          ")",
          ",",
          "=",
          "!=",
          "<",
          ">=",
          "LIKE",
          "ILIKE",
          "IN",
          "NOT",
          "AND",
          "OR",
          "1",
          "-2.5e3",
          "1e999",
          ".",
          "%",
          "\\",
          "é",
          "\0",
          "\ud83d\ude00",
          "\ud83d",
          "\n",
          ";",
          "--",
          "?",
          ":",
          "{",
          "DESC",
          "9".repeat(30),
          "1e-999999999");
  private static final List<String> NUMBERS = List.of("0", "1", "0.5", "-3", "2e-3", "128", "1e18");
  private static final List<String> TEXTS =
      List.of("'batch'", "\"mlp\"", "'%a%'", "'_'", "''", "'\\'", "'%\\'", "'0.10'", "'é'", "'?'");
  private static final List<String> COMPARISONS = List.of(">", ">=", "=", "!=", "<", "<=");
  private static final List<String> MATCHES = List.of("=", "!=", "LIKE", "ilike");

  private Filters() {}

  public static String noise(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i >= 0; i--) {
      text.append(one(PIECES, random)).append(random.nextBoolean() ? " " : "");
    }
    return text.toString();
  }

  public static List<String> clauses(Random random) {
    List<String> clauses = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      clauses.add(clause(random));
    }
    return clauses;
  }

  private static String clause(Random random) {
    return switch (random.nextInt(8)) {
      case 0, 1 ->
          one(List.of("metrics.\"test.accuracy\"", "metrics.none", "metric.seconds"), random)
              + number(random);
      case 2 ->
          one(List.of("params.batchSize", "params.architecture.type"), random) + number(random);
      case 3 ->
          one(List.of("params.batchSize", "params.normalization.type", "params.none"), random)
              + text(random);
      case 4 -> one(List.of("tags.paper", "tag.`a/b`"), random) + text(random);
      case 5 -> one(List.of("seed", "run", "step", "params.learningRate"), random) + number(random);
      case 6 ->
          one(List.of("created", "ended"), random)
              + " "
              + one(COMPARISONS, random)
              + one(List.of(" '2026-01-31'", " 0", " '2999-01-31T10:00:00.5+02:00'"), random);
      default -> attribute(random);
    };
  }

  private static String attribute(Random random) {
    String name =
        one(List.of("name", "normalization", "attr.data", "job", "study", "run_name"), random);
    return random.nextBoolean()
        ? name + text(random)
        : name + one(List.of(" IN (", " not in ("), random) + one(TEXTS, random) + ", 'mlp')";
  }

  private static String number(Random random) {
    return " " + one(COMPARISONS, random) + " " + one(NUMBERS, random);
  }

  private static String text(Random random) {
    return " " + one(MATCHES, random) + " " + one(TEXTS, random);
  }

  private static <T> T one(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }
}
