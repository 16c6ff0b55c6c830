package org.normlab.environment.game;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.normlab.environment.KnownEnvironment;
import tools.jackson.databind.JsonNode;

/** A recorded episode of classic control: every step is replayed from the state before it. */
final class ControlEpisode {
  private static final int PLACES = 3;
  private static final int PLACE = 1;
  private static final Offset<Double> STATE = Offset.offset(1e-12);
  private static final Offset<Float> OBSERVATION = Offset.offset(1e-6f);

  private final String name;
  private final JsonNode given;
  private final int limit;
  private final ControlGame game;
  private final double[] state;
  private final int size;

  ControlEpisode(KnownEnvironment environment, JsonNode given, int limit) {
    this.given = given;
    this.limit = limit;
    name = given.path("name").asString();
    game = (ControlGame) environment.game(PLACES, 0, true);
    state =
        switch (game) {
          case CartPole g -> g.state;
          case Acrobot g -> g.state;
          case MountainCar g -> g.state;
        };
    size = state.length / PLACES;
  }

  /** Replays all and returns the number of steps. */
  int replay() {
    List<Double> start = numbers(given.path("start"));
    int drawn = game instanceof MountainCar ? 1 : size;
    RecordedDraws draws = RecordedDraws.start(start.subList(0, drawn));
    game.reset(PLACE, draws);
    assertThat(draws.leftOver()).as(name + ": draws left over").isEmpty();
    same(name + ", start", given.path("start"), given.path("startObservation"));
    int steps = given.path("action").size();
    for (int t = 0; t < steps; t++) {
      step(t, t == 0 ? given.path("start") : given.path("state").path(t - 1));
    }
    return steps;
  }

  private void step(int t, JsonNode before) {
    String where = name + ", step " + t;
    for (int k = 0; k < size; k++) {
      state[PLACE * size + k] = before.path(k).asDouble();
    }
    RecordedDraws draws = RecordedDraws.start(List.of()).repeats(false);
    int reward = game.step(PLACE, given.path("action").path(t).asInt(), draws);
    assertThat((double) reward)
        .as(where + ": reward")
        .isEqualTo(given.path("reward").path(t).asDouble());
    same(where, given.path("state").path(t), given.path("observation").path(t));
    assertThat(game.terminated(PLACE))
        .as(where + ": terminated")
        .isEqualTo(flag(given.path("terminated").path(t)));
    assertThat(t + 1 == limit)
        .as(where + ": truncated")
        .isEqualTo(flag(given.path("truncated").path(t)));
  }

  private static boolean flag(JsonNode flag) {
    return flag.isBoolean() ? flag.asBoolean() : flag.asInt() == 1;
  }

  private void same(String where, JsonNode expected, JsonNode observation) {
    for (int k = 0; k < size; k++) {
      assertThat(state[PLACE * size + k])
          .as("%s: state %d", where, k)
          .isCloseTo(expected.path(k).asDouble(), STATE);
    }
    float[] observed = new float[game.numbers()];
    game.observe(PLACE, observed, 0);
    assertThat(observation.size()).isEqualTo(observed.length);
    for (int k = 0; k < observed.length; k++) {
      assertThat(observed[k])
          .as("%s: observation %d", where, k)
          .isCloseTo((float) observation.path(k).asDouble(), OBSERVATION);
    }
  }

  private static List<Double> numbers(JsonNode array) {
    return array.values().stream().map(JsonNode::asDouble).toList();
  }
}
