package org.normlab.train.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normlab.control.Dqn;
import org.normlab.data.file.DataHome;
import org.normlab.environment.ActionSet;
import org.normlab.environment.EnvironmentSequence;
import org.normlab.environment.EnvironmentSource;
import org.normlab.environment.EnvironmentSpec;
import org.normlab.environment.EpisodeRecorder;
import org.normlab.environment.EpisodeReplay;
import org.normlab.environment.GameSettings;
import org.normlab.environment.NamedEnvironment;
import org.normlab.environment.StoredEpisode;
import org.normlab.torch.Torch;
import org.normlab.torch.program.Programs;
import org.normlab.train.ControlSpec;
import org.normlab.train.End;
import org.normlab.train.Heard;
import org.normlab.train.TrainingContext;

/** The episode that shows what an agent has learned. */
class AgentEpisodeTest {
  private static final long STEPS = 400;

  /** Actions while it trains are random, so that rounding does not change what is learned from. */
  private static final Dqn AGENT = SmallAgents.PLAIN;

  @TempDir private Path folder;

  private static ControlSpec spec(EnvironmentSource source, String method, long... seeds) {
    ControlSpec like =
        SmallAgents.spec(source.words().getFirst(), AGENT, method, SmallAgents.SGD, seeds);
    boolean isSequence = source instanceof EnvironmentSequence;
    return new ControlSpec(
        like.architecture(),
        like.normalization(),
        new EnvironmentSpec(source, null, true, ActionSet.FULL, null, 1, null, 4),
        AGENT,
        like.optimizer(),
        isSequence ? null : STEPS,
        isSequence ? STEPS : null,
        null,
        like.seeds(),
        like.sweep(),
        "float32",
        null);
  }

  private Heard train(ControlSpec spec, int width) throws Exception {
    TrainingContext place =
        new TrainingContext(
            new DataHome(folder, false),
            folder.resolve(Integer.toString(width)),
            1,
            List.of(),
            null,
            width,
            1,
            "cpu",
            Duration.ofHours(1),
            System::nanoTime);
    Heard heard = new Heard();
    try (Programs programs = new Programs()) {
      assertThat(AgentTraining.run(spec, place, heard, () -> null, programs))
          .isEqualTo(End.COMPLETED);
    }
    return heard;
  }

  @ParameterizedTest
  @CsvSource({"cartpole, layer", "cartpole, batch", "minatar/breakout, batch"})
  void fusedRunsShowWhatSeparateOnesDo(String environment, String method) throws Exception {
    ControlSpec spec =
        spec(new NamedEnvironment(environment), "{\"type\":\"" + method + "\"}", 3, 5, 8);
    Heard fused = train(spec, 3);
    Heard separate = train(spec, 1);
    assertThat(fused.episodes).containsOnlyKeys("0 0", "1 0", "2 0");
    assertThat(fused.episodes).usingRecursiveComparison().isEqualTo(separate.episodes);
  }

  @Test
  void everyVisitOfASequenceIsShown() throws Exception {
    EnvironmentSequence both =
        new EnvironmentSequence(List.of("minatar/breakout", "minatar/asterix"), 2, false);
    ControlSpec spec = spec(both, "{\"type\":\"layer\"}", 3, 5);
    Heard heard = train(spec, 2);
    assertThat(heard.episodes).hasSize(8).containsKeys("0 0", "1 3");
    for (int visit = 0; visit < 4; visit++) {
      GameSettings settings = spec.environment().visits().get(visit);
      StoredEpisode episode = heard.episodes.get("1 " + visit);
      EpisodeReplay replay = EpisodeReplay.of(settings, 5, visit, episode.actions());
      assertThat(replay.returned()).isEqualTo(episode.returned());
      assertThat(replay.end()).isEqualTo(episode.end());
    }
  }

  /** The weights decide alone: neither exploration nor the number of sweeps made before. */
  @Test
  void playingChangesNothing() {
    ControlSpec spec = spec(new NamedEnvironment("cartpole"), "{\"type\":\"batch\"}", 3, 5);
    GameSettings game = spec.environment().visits().getFirst();
    try (Torch torch = Torch.open("cpu", 1);
        AgentLoop shown = SmallAgents.loop(spec, torch);
        AgentLoop unseen = SmallAgents.loop(spec, torch)) {
      SmallAgents.sweeps(shown, 40);
      SmallAgents.sweeps(unseen, 40);
      assertThat(play(shown, game)).isEqualTo(play(shown, game));
      SmallAgents.sweeps(shown, 10);
      SmallAgents.sweeps(unseen, 10);
      SmallAgents.numbers(unseen)
          .forEach(
              (name, numbers) ->
                  assertThat(SmallAgents.numbers(shown).get(name)).as(name).isEqualTo(numbers));
      assertThat(shown.save()).usingRecursiveComparison().isEqualTo(unseen.save());
    }
  }

  private static byte[][] play(AgentLoop loop, GameSettings game) {
    EpisodeRecorder recorder = new EpisodeRecorder(game, new long[] {3, 5}, 0);
    SeenRows seen = new SeenRows(2, recorder.environments().observations().size(), false);
    while (!recorder.isOver()) {
      seen.clear();
      seen.add(recorder.environments(), 0);
      seen.add(recorder.environments(), 1);
      long[] actions = loop.greedy(seen);
      assertThat(actions).hasSize(2);
      assertThat(Arrays.stream(actions).allMatch(action -> action == 0 || action == 1)).isTrue();
      recorder.step(actions);
    }
    return new byte[][] {recorder.episode(0).actions(), recorder.episode(1).actions()};
  }
}
