package org.normlab.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.normlab.torch.Seeds;

/** Episodes that are played again are the episodes that were played. */
class EpisodeReplayTest {
  private static final long[] SEEDS = {3, 5, 8};

  static List<KnownEnvironment> environments() {
    return KnownEnvironment.ALL;
  }

  /** Actions that hang on what has happened, as an agent's do. */
  private static EpisodeRecorder played(GameSettings settings, long[] seeds, int visit) {
    EpisodeRecorder recorder = new EpisodeRecorder(settings, seeds, visit);
    Environments all = recorder.environments();
    for (long step = 0; !recorder.isOver(); step++) {
      long now = step;
      recorder.step(
          LongStream.of(seeds)
              .map(seed -> Math.floorMod(Seeds.of(seed, "test", 0, now), all.actions()))
              .toArray());
    }
    return recorder;
  }

  @ParameterizedTest
  @MethodSource("environments")
  void theSameActionsBringTheSameReturn(KnownEnvironment environment) {
    GameSettings settings = GameSettings.of(environment);
    EpisodeRecorder recorder = played(settings, SEEDS, 2);
    for (int run = 0; run < SEEDS.length; run++) {
      StoredEpisode episode = recorder.episode(run);
      assertThat(episode.length()).isPositive();
      EpisodeReplay replay = EpisodeReplay.of(settings, SEEDS[run], 2, episode.actions());
      assertThat(replay.returned()).isEqualTo(episode.returned());
      assertThat(replay.end()).isEqualTo(episode.end());
      assertThat(replay.rewards()).hasSize(episode.length());
      assertThat(replay.seen()).hasSize(episode.length() + 1);
    }
  }

  @Test
  void eachRunAndEachVisitHasDrawsOfItsOwn() {
    GameSettings settings = GameSettings.of(KnownEnvironment.ACROBOT);
    EpisodeRecorder recorder = played(settings, SEEDS, 0);
    byte[] actions = recorder.episode(0).actions();
    assertThat(last(settings, 3, 0, actions)).isEqualTo(last(settings, 3, 0, actions));
    assertThat(last(settings, 4, 0, new byte[1])).isNotEqualTo(last(settings, 3, 0, new byte[1]));
    assertThat(last(settings, 3, 1, new byte[1])).isNotEqualTo(last(settings, 3, 0, new byte[1]));
  }

  private static float[] last(GameSettings settings, long seed, int visit, byte[] actions) {
    EpisodeReplay replay = EpisodeReplay.of(settings, seed, visit, actions);
    return ((EpisodeReplay.Numbers) replay.seen().getLast()).values();
  }

  @Test
  void theLimitOfStepsTruncates() {
    GameSettings settings = GameSettings.of(KnownEnvironment.MOUNTAIN_CAR);
    StoredEpisode episode = played(settings, SEEDS, 0).episode(0);
    assertThat(episode.length()).isEqualTo(200);
    assertThat(episode.returned()).isEqualTo(-200);
    assertThat(episode.end()).isEqualTo(EpisodeEnd.TRUNCATED);
  }

  /** The last frame is that in which the pole has fallen, not the start of the next episode. */
  @Test
  void theLastFrameShowsTheEnd() {
    GameSettings settings = GameSettings.of(KnownEnvironment.CARTPOLE);
    StoredEpisode episode = played(settings, SEEDS, 0).episode(1);
    assertThat(episode.end()).isEqualTo(EpisodeEnd.TERMINATED);
    float[] last = last(settings, SEEDS[1], 0, episode.actions());
    assertThat(Math.abs(last[0]) > 2.4 || Math.abs(last[2]) > 12 * Math.PI / 180).isTrue();
  }

  @Test
  void anEpisodeWithoutEndIsCut() {
    GameSettings endless =
        new GameSettings(KnownEnvironment.MOUNTAIN_CAR, 0, true, ActionSet.FULL, 0, 2);
    EpisodeRecorder recorder = new EpisodeRecorder(endless, SEEDS, 0);
    while (!recorder.isOver()) {
      recorder.step(new long[] {1, 1, 1});
    }
    assertThat(recorder.episode(2).end()).isEqualTo(EpisodeEnd.CUT);
    assertThat(recorder.episode(2).length()).isEqualTo(StoredEpisode.LONGEST);
  }

  @Test
  void paddedChannelsAreLeftOut() {
    GameSettings padded =
        new GameSettings(KnownEnvironment.BREAKOUT, 0.1, true, ActionSet.MINIMAL, 0, 10);
    EpisodeReplay replay = EpisodeReplay.of(padded, 1, 0, new byte[] {0, 2});
    assertThat(((EpisodeReplay.Bits) replay.seen().getFirst()).packed()).hasSize(50);
  }

  @Test
  void refusesActionsThatTheEpisodeCannotHave() {
    GameSettings settings = GameSettings.of(KnownEnvironment.CARTPOLE);
    assertThatThrownBy(() -> EpisodeReplay.of(settings, 1, 0, new byte[] {0, 2}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the environment has actions 0 to 1; received 2 in step 1");
    assertThatThrownBy(() -> EpisodeReplay.of(settings, 1, 0, new byte[100]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the episode ends before step");
  }
}
