package org.normlab.environment.game;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Draws that a case has recorded; one that is missing or left over is a difference. */
final class RecordedDraws implements Draws {
  private final Map<Draw, Queue<Double>> left = new EnumMap<>(Draw.class);

  /** Returns the draws of a reset or a step of a game of MinAtar, by what the case calls them. */
  static RecordedDraws of(JsonNode draws) {
    RecordedDraws all = new RecordedDraws();
    all.fromLeft(Draw.BALL_FROM_LEFT, draws.path("ballFrom"));
    JsonNode cars = draws.has("cars") ? draws.path("cars") : draws;
    cars.path("speed").forEach(speed -> all.add(Draw.CAR_SPEED, speed.asDouble()));
    cars.path("right").forEach(right -> all.add(Draw.CAR_TO_RIGHT, right.asDouble()));
    JsonNode spawn = draws.path("spawn");
    all.fromLeft(Draw.ENTITY_FROM_LEFT, spawn.path("from"));
    all.truth(Draw.ENTITY_IS_GOLD, spawn.path("gold"));
    all.row(Draw.ENTITY_ROW, spawn.path("row"));
    JsonNode enemy = draws.path("enemy");
    all.fromLeft(Draw.ENEMY_FROM_LEFT, enemy.path("from"));
    all.truth(Draw.ENEMY_IS_SUBMARINE, enemy.path("submarine"));
    all.row(Draw.ENEMY_ROW, enemy.path("row"));
    JsonNode diver = draws.path("diver");
    all.fromLeft(Draw.DIVER_FROM_LEFT, diver.path("from"));
    all.row(Draw.DIVER_ROW, diver.path("row"));
    return all;
  }

  /** Returns the numbers of a start of classic control. */
  static RecordedDraws start(List<Double> numbers) {
    RecordedDraws all = new RecordedDraws();
    numbers.forEach(number -> all.add(Draw.START, number));
    return all;
  }

  RecordedDraws repeats(boolean repeats) {
    add(Draw.REPEAT, repeats ? 1 : 0);
    return this;
  }

  private void add(Draw what, double value) {
    left.computeIfAbsent(what, _ -> new ArrayDeque<>()).add(value);
  }

  private void fromLeft(Draw what, JsonNode side) {
    if (side.isString()) {
      assertThat(side.asString()).isIn("left", "right");
      add(what, side.asString().equals("left") ? 1 : 0);
    }
  }

  private void truth(Draw what, JsonNode truth) {
    if (!truth.isMissingNode()) {
      add(what, truth.asBoolean() ? 1 : 0);
    }
  }

  private void row(Draw what, JsonNode row) {
    if (row.isNumber()) {
      add(what, row.asDouble());
    }
  }

  private double next(Draw what) {
    Queue<Double> queue = left.getOrDefault(what, new ArrayDeque<>());
    assertThat(queue).as("recorded draws of " + what).isNotEmpty();
    return queue.remove();
  }

  /** Returns the draws that the game did not ask for. */
  List<Draw> leftOver() {
    return left.entrySet().stream()
        .flatMap(one -> Stream.generate(one::getKey).limit(one.getValue().size()))
        .toList();
  }

  @Override
  public boolean chance(Draw what, double probability) {
    return next(what) != 0;
  }

  @Override
  public int among(Draw what, int allowed) {
    int drawn = (int) next(what);
    assertThat(allowed >>> drawn & 1).as("%s %d is allowed", what, drawn).isOne();
    return drawn;
  }

  @Override
  public double uniform(Draw what, double low, double high) {
    double drawn = next(what);
    // A start is recorded after it was rounded to float32.
    assertThat(drawn).isBetween(low - 1e-7, high + 1e-7);
    return drawn;
  }
}
