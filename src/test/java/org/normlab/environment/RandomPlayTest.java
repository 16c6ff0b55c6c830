package org.normlab.environment;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normlab.torch.Seeds;

/**
 * Uniformly random actions of all that there are, in MinAtar with repeats of probability 0.1, have
 * the mean return and the mean length that other implementations found. So what replayed cases
 * leave out is tried: the seeded draws and their probabilities.
 *
 * <p>Breakout depends on the side from which the ball comes: 0.61 from the right, where it first
 * reaches the paddle's column, and 0.41 from the left.
 */
class RandomPlayTest {
  private static final int PLACES = 8;

  @ParameterizedTest
  @CsvSource({
    "cartpole, 22.3, 0.5, 22.3, 0.5, 20000",
    "acrobot, -499, 0.3, 499, 0.3, 8000",
    "mountain-car, -200, 0.1, 200, 0.1, 8000",
    "minatar/asterix, 0.50, 0.03, 70, 1, 20000",
    "minatar/breakout, 0.51, 0.02, 11.2, 0.5, 40000",
    "minatar/freeway, 0.13, 0.04, 2501, 0, 1600",
    "minatar/seaquest, 0.10, 0.01, 30.5, 0.5, 40000",
    "minatar/space-invaders, 2.84, 0.07, 51, 1, 20000"
  })
  void hasTheKnownReturn(
      String word, double expected, double within, double steps, double ofSteps, int episodes) {
    KnownEnvironment environment = KnownEnvironment.of(word).orElseThrow();
    assertThat(environment.randomReturn()).isEqualTo(expected);
    Environments play = new Environments(GameSettings.of(environment), new long[] {1}, PLACES, 0);
    long stream = Seeds.stream(1, "random actions", 0);
    long returned = 0;
    long length = 0;
    // As many episodes of each place, since short ones end first.
    for (int place = 0; place < PLACES; place++) {
      long drawn = (long) place << 40;
      while (play.episodes(place) < episodes / PLACES) {
        play.step(place, (int) (((Seeds.at(stream, drawn++) >>> 32) * play.actions()) >>> 32));
        if (play.ended(place)) {
          returned += play.returned(place);
          length += play.length(place);
        }
      }
    }
    double all = episodes;
    System.out.printf("%s: return %.3f, %.1f steps%n", word, returned / all, length / all);
    assertThat(returned / all).isCloseTo(expected, Offset.offset(within));
    KnownEnvironment known = KnownEnvironment.of(word).orElseThrow();
    assertThat(returned / all).isCloseTo(known.randomReturn(), Offset.offset(within));
    assertThat(known.referenceReturn()).isGreaterThan(known.randomReturn());
    assertThat(length / all).isCloseTo(steps, Offset.offset(ofSteps));
  }
}
