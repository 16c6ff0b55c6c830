package org.normlab.study.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.normlab.setting.Problem;
import org.normlab.wire.json.Quoted;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Describes what the values of an axis are drawn from; the i-th draw depends on seed, axis and i
 * only.
 */
sealed interface Distribution {
  JsonNode draw(SplittableRandom random);

  record Uniform(double low, double high) implements Distribution {
    @Override
    public JsonNode draw(SplittableRandom random) {
      return number(low + (high - low) * random.nextDouble());
    }
  }

  /** Uniform in the logarithm. */
  record LogUniform(double low, double high) implements Distribution {
    @Override
    public JsonNode draw(SplittableRandom random) {
      double exponent = Math.log(low) + (Math.log(high) - Math.log(low)) * random.nextDouble();
      return number(Math.min(high, Math.max(low, Math.exp(exponent))));
    }
  }

  /** Whole numbers, both ends included. */
  record Integers(long low, long high) implements Distribution {
    @Override
    public JsonNode draw(SplittableRandom random) {
      return JsonNodeFactory.instance.numberNode(random.nextLong(low, high + 1));
    }
  }

  record OneOf(List<JsonNode> values) implements Distribution {
    @Override
    public JsonNode draw(SplittableRandom random) {
      return values.get(random.nextInt(values.size()));
    }
  }

  /** Four significant digits, so that what is reported is what was trained. */
  private static JsonNode number(double value) {
    return JsonNodeFactory.instance.numberNode(
        Double.parseDouble(String.format(Locale.ROOT, "%.3e", value)));
  }

  /** The draw of this number. */
  default JsonNode draw(long seed, String axis, int number) {
    long mixed = seed * 0x9E3779B97F4A7C15L + axis.hashCode() * 31L + number;
    return draw(new SplittableRandom(new SplittableRandom(mixed).nextLong()));
  }

  /** Reads {@code {"logUniform": [1e-4, 1]}} and its like; a fault where it is none. */
  static Optional<Distribution> read(JsonNode spec, String pointer, List<Problem> faults) {
    if (spec.size() == 1) {
      String kind = spec.propertyNames().iterator().next();
      JsonNode values = spec.path(kind);
      Optional<Distribution> made =
          switch (kind) {
            case "uniform" -> range(values).map(r -> new Uniform(r.get(0), r.get(1)));
            case "logUniform" ->
                range(values)
                    .filter(r -> r.get(0) > 0)
                    .map(r -> new LogUniform(r.get(0), r.get(1)));
            case "integers" ->
                range(values)
                    .filter(r -> r.stream().allMatch(x -> x == Math.rint(x) && Math.abs(x) < 1e15))
                    .map(r -> new Integers(r.get(0).longValue(), r.get(1).longValue()));
            case "choice" -> oneOf(values);
            default -> Optional.empty();
          };
      if (made.isPresent()) {
        return made;
      }
    }
    faults.add(
        new Problem(
            pointer,
            "an axis is a list of values, or one of {\"uniform\": [low, high]}, {\"logUniform\":"
                + " [low, high]} with low above 0, {\"integers\": [low, high]} and {\"choice\":"
                + " [values]}, low below high; received "
                + Quoted.shown(spec)));
    return Optional.empty();
  }

  private static Optional<List<Double>> range(JsonNode values) {
    boolean two = values.isArray() && values.size() == 2;
    if (two && values.get(0).isNumber() && values.get(1).isNumber()) {
      double low = values.get(0).asDouble();
      double high = values.get(1).asDouble();
      return low < high ? Optional.of(List.of(low, high)) : Optional.empty();
    }
    return Optional.empty();
  }

  private static Optional<Distribution> oneOf(JsonNode values) {
    List<JsonNode> all = new ArrayList<>();
    values.forEach(all::add);
    return values.isArray() && !all.isEmpty() ? Optional.of(new OneOf(all)) : Optional.empty();
  }
}
