package org.normlab.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.normlab.environment.game.Planes;
import org.normlab.torch.Seeds;

class EnvironmentsTest {
  private static final int STEPS = 1500;
  private static final long[] SEED = {7};

  /** One step as the agent sees it. */
  private record Seen(
      int reward, boolean terminated, boolean truncated, List<Number> observation) {}

  static List<Named<KnownEnvironment>> all() {
    return KnownEnvironment.ALL.stream().map(one -> Named.of(one.word(), one)).toList();
  }

  static List<Named<KnownEnvironment>> grids() {
    return all().stream().filter(one -> one.getPayload().isGrid()).toList();
  }

  private static int action(Environments environments, long stream, int t) {
    return (int) (((Seeds.at(stream, t) >>> 32) * environments.actions()) >>> 32);
  }

  /** The same actions at the place of the same index, whatever else is played. */
  private static List<Seen> play(Environments environments, int place, int from, int to) {
    long stream = Seeds.stream(0, "actions of the test", 0);
    List<Seen> seen = new ArrayList<>();
    for (int t = from; t < to; t++) {
      for (int other = 0; other < environments.places(); other++) {
        environments.step(other, action(environments, stream + Math.abs(other - place), t));
      }
      seen.add(seen(environments, place));
    }
    return seen;
  }

  private static Seen seen(Environments environments, int place) {
    return new Seen(
        environments.reward(place),
        environments.terminated(place),
        environments.truncated(place),
        observed(environments.observations(), place));
  }

  private static List<Number> observed(Observations observations, int place) {
    List<Number> all = new ArrayList<>();
    try {
      byte[] bits = new byte[observations.size()];
      observations.pack(place, bits, 0);
      for (byte one : bits) {
        all.add(one);
      }
    } catch (ClassCastException noGrid) {
      float[] numbers = new float[observations.size()];
      observations.write(place, numbers, 0);
      for (float one : numbers) {
        all.add(one);
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("all")
  void neitherOtherRunsNorMorePlacesChangeWhatHappens(KnownEnvironment environment) {
    GameSettings settings = GameSettings.of(environment);
    Environments fused = new Environments(settings, new long[] {3, 7, 11}, 4, 0);
    Environments alone = new Environments(settings, SEED, 2, 0);
    assertThat(play(fused, 4 + 1, 0, STEPS)).isEqualTo(play(alone, 1, 0, STEPS));
  }

  @ParameterizedTest
  @MethodSource("all")
  void goesOnAfterARestoreAsIfNothingHadHappened(KnownEnvironment environment) {
    GameSettings settings = GameSettings.of(environment);
    Environments whole = new Environments(settings, SEED, 3, 0);
    Environments first = new Environments(settings, SEED, 3, 0);
    List<Seen> expected = play(whole, 1, 0, STEPS);
    play(first, 1, 0, STEPS / 2);
    Environments second = new Environments(settings, SEED, 3, 0);
    second.restore(first.save());
    assertThat(second.save()).isEqualTo(first.save());
    assertThat(play(second, 1, STEPS / 2, STEPS)).isEqualTo(expected.subList(STEPS / 2, STEPS));
    assertThat(second.save()).isEqualTo(whole.save());
    assertThat(second.returned(1)).isEqualTo(whole.returned(1));
  }

  @Test
  void refusesAStateOfOtherEnvironments() {
    GameSettings settings = GameSettings.of(KnownEnvironment.BREAKOUT);
    byte[] saved = new Environments(settings, SEED, 3, 0).save();
    Environments fewer = new Environments(settings, SEED, 2, 0);
    assertThatThrownBy(() -> fewer.restore(saved))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("received " + saved.length);
  }

  @Test
  void runsPlacesVisitsAndEpisodesDrawForThemselves() {
    GameSettings settings = GameSettings.of(KnownEnvironment.CARTPOLE);
    Environments two = new Environments(settings, new long[] {7, 8}, 2, 0);
    Environments later = new Environments(settings, SEED, 1, 1);
    List<List<Number>> starts = new ArrayList<>();
    for (int place = 0; place < two.places(); place++) {
      starts.add(observed(two.observations(), place));
    }
    starts.add(observed(later.observations(), 0));
    while (later.episodes(0) == 0) {
      later.step(0, 0);
    }
    starts.add(observed(later.observations(), 0));
    assertThat(starts).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("all")
  void keepsInWhatATruncatedEpisodeEnded(KnownEnvironment environment) {
    int limit = 3;
    GameSettings usual = GameSettings.of(environment);
    GameSettings cut =
        new GameSettings(
            environment, usual.sticky(), true, ActionSet.FULL, limit, usual.channels());
    Environments whole = new Environments(usual, SEED, 1, 0);
    Environments limited = new Environments(cut, SEED, 1, 0);
    for (int t = 1; t <= limit; t++) {
      whole.step(0, 1);
      limited.step(0, 1);
      assertThat(limited.truncated(0)).isEqualTo(t == limit);
      assertThat(limited.terminated(0)).isFalse();
    }
    assertThat(limited.episodes(0)).isEqualTo(1);
    assertThat(limited.length(0)).isEqualTo(limit);
    assertThat(last(limited.observations(), environment.isGrid()))
        .isEqualTo(observed(whole.observations(), 0))
        .isNotEqualTo(observed(limited.observations(), 0));
  }

  private static List<Number> last(Observations observations, boolean grid) {
    List<Number> all = new ArrayList<>();
    if (grid) {
      byte[] bits = new byte[observations.size()];
      observations.packLast(0, bits, 0);
      for (byte one : bits) {
        all.add(one);
      }
    } else {
      float[] numbers = new float[observations.size()];
      observations.writeLast(0, numbers, 0);
      for (float one : numbers) {
        all.add(one);
      }
    }
    return all;
  }

  @Test
  void theLastStepOfTheLimitMayTerminateToo() {
    GameSettings usual = GameSettings.of(KnownEnvironment.CARTPOLE);
    Environments whole = new Environments(usual, SEED, 1, 0);
    while (!whole.ended(0)) {
      whole.step(0, 0);
    }
    assertThat(whole.truncated(0)).isFalse();
    GameSettings cut =
        new GameSettings(
            KnownEnvironment.CARTPOLE, 0, true, ActionSet.FULL, whole.length(0), usual.channels());
    Environments both = new Environments(cut, SEED, 1, 0);
    while (!both.ended(0)) {
      both.step(0, 0);
    }
    assertThat(both.terminated(0)).isTrue();
    assertThat(both.truncated(0)).isTrue();
    assertThat(both.returned(0)).isEqualTo(whole.length(0));
  }

  @ParameterizedTest
  @MethodSource("grids")
  void bitsAndBytesAreTheSameAndPaddedChannelsEmpty(KnownEnvironment environment) {
    int channels = 12;
    int own = environment.observed().size();
    GameSettings padded = new GameSettings(environment, 0.1, true, ActionSet.FULL, 50, channels);
    Environments environments = new Environments(padded, SEED, 2, 0);
    Environments plain = new Environments(GameSettings.of(environment), SEED, 2, 0);
    play(environments, 1, 0, 40);
    play(plain, 1, 0, 40);
    byte[] cells = new byte[3 + Planes.cells(channels)];
    environments.observations().write(1, cells, 3);
    byte[] ownCells = new byte[3 + Planes.cells(own)];
    plain.observations().write(1, ownCells, 3);
    assertThat(Arrays.copyOf(cells, ownCells.length)).isEqualTo(ownCells);
    assertThat(Arrays.copyOfRange(cells, ownCells.length, cells.length)).containsOnly(0);
    assertThat(ownCells).contains(1);
    byte[] bits = new byte[environments.observations().size()];
    environments.observations().pack(1, bits, 0);
    byte[] unpacked = new byte[cells.length];
    Planes.unpack(bits, 0, channels, unpacked, 3);
    assertThat(unpacked).isEqualTo(cells);
  }

  @Test
  void minimalActionsAreThoseThatMeanSomething() {
    GameSettings usual = GameSettings.of(KnownEnvironment.BREAKOUT);
    GameSettings minimal =
        new GameSettings(KnownEnvironment.BREAKOUT, 0, true, ActionSet.MINIMAL, 0, 4);
    GameSettings full = new GameSettings(KnownEnvironment.BREAKOUT, 0, true, ActionSet.FULL, 0, 4);
    Environments few = new Environments(minimal, SEED, 1, 0);
    Environments all = new Environments(full, SEED, 1, 0);
    assertThat(few.actions()).isEqualTo(3);
    assertThat(new Environments(usual, SEED, 1, 0).actions()).isEqualTo(6);
    for (int t = 0; t < 100; t++) {
      few.step(0, t % 3);
      all.step(0, List.of(0, 1, 3).get(t % 3));
      assertThat(seen(few, 0)).isEqualTo(seen(all, 0));
    }
  }
}
