package org.normlab.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tables and figures that {@code make_reference.py} wrote. */
public final class Reference {
  private Reference() {}

  public static JsonNode read(String file) {
    try (InputStream in = Reference.class.getResourceAsStream("/statistics/" + file)) {
      return JsonMapper.shared().readTree(Objects.requireNonNull(in, file));
    } catch (IOException e) {
      throw new IllegalStateException(file, e);
    }
  }

  static Score score(JsonNode node) {
    return switch (node.asString()) {
      case "diverged" -> Score.DIVERGED;
      case "missing" -> Score.MISSING;
      default -> Score.of(node.asDouble());
    };
  }

  public static List<Score> scores(JsonNode array) {
    return array.values().stream().map(Reference::score).toList();
  }

  public static void same(String what, Estimate figure, JsonNode expected) {
    same(what, figure.value(), figure.reason(), expected);
  }

  public static void same(String what, Interval interval, JsonNode expected) {
    same(what + " low", interval.low(), interval.reason(), expected.get(0));
    same(what + " high", interval.high(), interval.reason(), expected.get(1));
  }

  private static void same(
      String what, @Nullable Double value, @Nullable String reason, JsonNode expected) {
    if (expected.isNull()) {
      assertThat(value).as(what).isNull();
      assertThat(reason).as(what).isNotBlank();
      return;
    }
    double number = expected.asDouble();
    assertThat(value).as(what + ": " + reason).isNotNull();
    assertThat(value).as(what).isCloseTo(number, Offset.offset(tolerance(Math.abs(number))));
  }

  /**
   * 1e-9, relative above 1 and narrower for figures in nanoseconds, which it says nothing of; but
   * SciPy's small p values are 1 − cdf and have that rounding.
   */
  private static double tolerance(double size) {
    return size < 1e-6 ? Math.max(1e-15, 1e-6 * size) : 1e-9 * Math.max(1, size);
  }

  /** Within Monte-Carlo error. */
  static void within(String what, @Nullable Double value, JsonNode band) {
    double slack = 1e-12;
    assertThat(value)
        .as(what)
        .isBetween(band.get(0).asDouble() - slack, band.get(1).asDouble() + slack);
  }

  /** Every number in a record, its records and lists; none may be NaN. */
  static List<Double> numbers(Object value) {
    List<Double> numbers = new ArrayList<>();
    switch (value) {
      case null -> {}
      case Double number -> numbers.add(number);
      case Iterable<?> many -> many.forEach(one -> numbers.addAll(numbers(one)));
      case Record one ->
          Stream.of(one.getClass().getRecordComponents())
              .forEach(
                  component -> {
                    try {
                      component.getAccessor().setAccessible(true);
                      numbers.addAll(numbers(component.getAccessor().invoke(one)));
                    } catch (ReflectiveOperationException e) {
                      throw new IllegalStateException(e);
                    }
                  });
      default -> {}
    }
    return numbers;
  }
}
