package org.normlab.train.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normlab.train.Heard;
import org.normlab.train.Interruption;
import org.normlab.train.TrainerDriver;
import org.normlab.trainer.Message;
import org.normlab.wire.JobJson;

/**
 * A trainer is killed by SIGKILL while agents play; another goes on from its last checkpoint. All
 * series and final figures equal an uninterrupted training's, bit for bit.
 */
class AgentResumeTest {
  private static final String JOB =
      """
      {"environment": {"name": "minatar/breakout"}, "steps": 6400,
       "agent": {"type": "dqn", "replay": 1600, "learningStarts": 400, "double": true, "steps": 3,
         "prioritized": {}, "distributional": {"atoms": 11, "minimum": 0, "maximum": 5},
         "epsilon": {"over": 2000}},
       "architecture": {"type": "convnet", "channels": [4], "dense": 16, "padding": "none"},
       "normalization": {"type": "normalize-and-project"}, "seeds": [3, 8]}
      """;

  @TempDir private Path folder;

  @Test
  void equalsAnUninterruptedTraining() throws Exception {
    String json = JobJson.write(JobJson.read(JOB).job());
    Predicate<Message.Event> enough =
        event -> event instanceof Message.Checkpoint saved && saved.step() > 2000;
    try (Interruption training = new Interruption()) {
      Heard whole =
          training.uninterrupted(
              new TrainerDriver.Job(json, folder, folder.resolve("whole"), 2, 1e6), null);
      Heard parts =
          training.interrupted(
              new TrainerDriver.Job(json, folder, folder.resolve("parts"), 2, 0.2), null, enough);
      assertThat(whole.points).containsKey("1 train.loss 6400");
      assertThat(parts.refusals()).isEmpty();
      assertThat(parts.points).isEqualTo(whole.points);
      for (int run = 0; run < 2; run++) {
        for (String name : new String[] {"return", "train.loss", "return.area", "gradientNorm"}) {
          assertThat(parts.endings.get(run).summary().get(name))
              .as(name)
              .isNotNull()
              .isEqualTo(whole.endings.get(run).summary().get(name));
        }
      }
    }
  }
}
