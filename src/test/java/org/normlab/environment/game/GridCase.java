package org.normlab.environment.game;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.normlab.environment.KnownEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A recorded play of a game of MinAtar, replayed at the middle one of three places. */
final class GridCase {
  private static final int PLACES = 3;
  private static final int PLACE = 1;

  private final String name;
  private final JsonNode given;
  private final int channels;
  private final GridGame game;
  private final Planes planes;

  GridCase(KnownEnvironment environment, JsonNode given, int channels) {
    this.given = given;
    this.channels = channels;
    name = given.path("name").asString();
    double sticky = given.path("stickyProbability").asDouble();
    game = (GridGame) environment.game(PLACES, sticky, given.path("ramping").asBoolean());
    planes = new Planes(channels);
    assertThat(game.channels()).isEqualTo(channels);
  }

  /** Replays all and returns the number of steps. */
  int replay() {
    Set<Integer> repeats = new HashSet<>();
    given.path("repeats").forEach(step -> repeats.add(step.asInt()));
    JsonNode resets = given.path("resets");
    int steps = given.path("action").size();
    int reset = 0;
    for (int t = 0; t < steps; t++) {
      if (reset < resets.size() && resets.path(reset).path("step").asInt() == t) {
        reset(resets.path(reset));
        reset++;
      }
      step(t, repeats.contains(t));
    }
    assertThat(reset).as(name + ": resets").isEqualTo(resets.size());
    return steps;
  }

  private void reset(JsonNode reset) {
    String where = name + ", reset before step " + reset.path("step").asInt();
    RecordedDraws draws = RecordedDraws.of(reset.path("draws"));
    game.reset(PLACE, draws);
    same(where, draws, reset.path("inner"), reset.path("observation"));
    assertThat(game.terminated(PLACE)).as(where).isFalse();
  }

  private void step(int t, boolean repeats) {
    String where = name + ", step " + t;
    JsonNode recorded = given.path("draws").path(String.valueOf(t));
    RecordedDraws draws =
        RecordedDraws.of(recorded.isObject() ? recorded : JsonNodeFactory.instance.objectNode())
            .repeats(repeats);
    int reward = game.step(PLACE, given.path("action").path(t).asInt(), draws);
    assertThat(reward).as(where + ": reward").isEqualTo(given.path("reward").path(t).asInt());
    assertThat(game.terminated(PLACE))
        .as(where + ": terminal")
        .isEqualTo(given.path("terminal").path(t).asInt() == 1);
    same(where, draws, given.path("inner").path(t), given.path("observation").path(t));
  }

  private void same(String where, RecordedDraws draws, JsonNode inner, JsonNode observation) {
    assertThat(draws.leftOver()).as(where + ": draws left over").isEmpty();
    game.observe(PLACE, planes);
    List<Integer> ones =
        IntStream.range(0, Planes.cells(channels)).filter(planes::get).boxed().toList();
    assertThat(ones).as(where + ": observation").isEqualTo(numbers(observation));
    assertThat(InnerNumbers.of(game, PLACE)).as(where + ": inner").isEqualTo(numbers(inner));
  }

  private static List<Integer> numbers(JsonNode array) {
    return array.values().stream().map(JsonNode::asInt).toList();
  }
}
