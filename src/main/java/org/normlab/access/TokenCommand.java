package org.normlab.access;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code java -jar normlab.jar token}: makes, lists and revokes tokens in the configured database,
 * without a service. A secret is all that {@code create} writes to the standard output, so that a
 * script can keep it.
 */
public final class TokenCommand {
  static final String USAGE =
      """
      usage: java -jar normlab.jar token create --name NAME --scope read|submit|admin [--days DAYS]
             java -jar normlab.jar token list
             java -jar normlab.jar token revoke ID

      Settings of the database are given as for the service: --spring.datasource.url=..., or
      environment variables. An H2 file that a running service has open cannot be opened.
      """;

  private static final int REFUSED = 1;
  private static final int MISUSED = 2;
  private static final String ROW = "%-36s  %-6s  %-27s  %-27s  %-27s  %-27s  %s%n";
  private static final Map<String, String> OPTIONS =
      Map.of("--name", "name", "--scope", "scope", "--days", "days");

  private final PrintStream out;
  private final PrintStream err;

  private TokenCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Runs the command and returns the exit code.
   *
   * @param words what follows {@code token}
   * @param open opens the database by settings, as the service does
   */
  public static int run(
      List<String> words,
      Function<List<String>, ConfigurableApplicationContext> open,
      PrintStream out,
      PrintStream err) {
    List<String> settings = words.stream().filter(TokenCommand::isSetting).toList();
    List<String> rest = words.stream().filter(word -> !isSetting(word)).toList();
    try {
      Function<Tokens, Integer> action = new TokenCommand(out, err).action(rest);
      try (ConfigurableApplicationContext database = open.apply(settings)) {
        return action.apply(database.getBean(Tokens.class));
      }
    } catch (IllegalArgumentException | IllegalToken misused) {
      err.print("normlab token: " + misused.getMessage() + "\n" + USAGE);
      return MISUSED;
    }
  }

  /** Tells {@code --spring.datasource.url=…} from an option of the command. */
  private static boolean isSetting(String word) {
    return word.matches("--[a-z]+[.-][^=]+=.*");
  }

  private Function<Tokens, Integer> action(List<String> words) {
    String name = words.isEmpty() ? "" : words.getFirst();
    List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
    return switch (name) {
      case "create" -> {
        NewToken asked = NewToken.read(options(rest));
        yield tokens -> create(tokens, asked);
      }
      case "list" -> {
        require(rest.isEmpty(), "list takes nothing more; received " + rest);
        yield this::list;
      }
      case "revoke" -> {
        require(rest.size() == 1, "revoke takes one id; received " + rest);
        yield tokens -> revoke(tokens, rest.getFirst());
      }
      default ->
          throw new IllegalArgumentException(
              "asked for one of create, list, revoke; received \"" + name + "\"");
    };
  }

  private static void require(boolean isMet, String otherwise) {
    if (!isMet) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** Reads {@code --name NAME} or {@code --name=NAME}, each option once. */
  private static ObjectNode options(List<String> words) {
    List<String> parts = new ArrayList<>();
    words.forEach(word -> parts.addAll(List.of(word.split("=", word.startsWith("--") ? 2 : 1))));
    ObjectNode asked = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < parts.size(); i += 2) {
      String field = OPTIONS.get(parts.get(i));
      require(field != null, "unknown option " + parts.get(i));
      require(i + 1 < parts.size(), parts.get(i) + " wants a value");
      require(!asked.has(field), parts.get(i) + " may be given once");
      String value = parts.get(i + 1);
      if ("days".equals(field) && value.matches("\\d{1,9}")) {
        asked.put(field, Integer.parseInt(value));
      } else {
        asked.put(field, value);
      }
    }
    return asked;
  }

  private int create(Tokens tokens, NewToken asked) {
    IssuedToken made = tokens.create(asked);
    ApiToken token = made.token();
    out.println(made.secret());
    err.printf(
        "Made token %s \"%s\" with scope %s, %s. Its secret is shown this once.%n",
        token.id(),
        token.name(),
        token.scope().word(),
        token.expires() == null ? "which does not expire" : "until " + token.expires());
    return 0;
  }

  private int list(Tokens tokens) {
    out.printf(ROW, "id", "scope", "created", "expires", "revoked", "last used", "name");
    for (ApiToken token : tokens.list()) {
      out.printf(
          ROW,
          token.id(),
          token.scope().word(),
          token.created(),
          shown(token.expires()),
          shown(token.revoked()),
          shown(token.lastUsed()),
          token.name());
    }
    return 0;
  }

  private static String shown(@Nullable Object value) {
    return value == null ? "-" : value.toString();
  }

  private int revoke(Tokens tokens, String id) {
    Optional<ApiToken> revoked = tokens.revoke(id);
    if (revoked.isEmpty()) {
      err.println("normlab token: there is no token with id " + id);
      return REFUSED;
    }
    out.printf("Revoked token %s \"%s\"%n", id, revoked.get().name());
    return 0;
  }
}
