package org.normlab.access;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.normlab.setting.Problem;
import org.normlab.wire.json.Legible;
import tools.jackson.databind.JsonNode;

/**
 * Holds what a token is asked for with.
 *
 * @param days after which it expires; null for never
 */
public record NewToken(String name, Scope scope, @Nullable Integer days) {
  /** The fields of a request for a token. */
  public static final Set<String> FIELDS = Set.of("name", "scope", "days");

  private static final int LONGEST_NAME = 100;
  private static final int MOST_DAYS = 3650;
  private static final int SHOWN = 80;

  /**
   * Reads a request, an object with no fields but {@link #FIELDS}.
   *
   * @throws IllegalToken with all that is wrong
   */
  public static NewToken read(JsonNode asked) {
    List<Problem> faults = new ArrayList<>();
    JsonNode name = asked.path("name");
    if (!isName(name.asString(""))) {
      String allowed = "a text of 1 to " + LONGEST_NAME + " printable characters";
      faults.add(fault("name", allowed, name));
    }
    JsonNode scope = asked.path("scope");
    Scope known = Scope.of(scope.asString("")).orElse(null);
    if (known == null) {
      faults.add(fault("scope", "one of " + words(), scope));
    }
    JsonNode days = asked.path("days");
    Integer lasting = days.isIntegralNumber() && days.canConvertToInt() ? days.asInt() : null;
    boolean isNever = days.isMissingNode() || days.isNull();
    if (!isNever && (lasting == null || lasting < 1 || lasting > MOST_DAYS)) {
      faults.add(fault("days", "an integer from 1 to " + MOST_DAYS + ", or left out", days));
    }
    if (known == null || !faults.isEmpty()) {
      throw new IllegalToken(faults);
    }
    return new NewToken(name.asString(), known, lasting);
  }

  private static boolean isName(String name) {
    return !name.isBlank()
        && name.length() <= LONGEST_NAME
        && name.equals(Legible.cut(name, LONGEST_NAME));
  }

  private static String words() {
    return Arrays.stream(Scope.values()).map(Scope::word).collect(Collectors.joining(", "));
  }

  private static Problem fault(String field, String allowed, JsonNode received) {
    String shown = received.isMissingNode() ? "nothing" : Legible.cut(received.toString(), SHOWN);
    return new Problem("/" + field, "%s must be %s; received %s".formatted(field, allowed, shown));
  }
}
