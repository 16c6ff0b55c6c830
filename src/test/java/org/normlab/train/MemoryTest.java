package org.normlab.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normlab.data.DataSet;
import org.normlab.torch.Torch;
import org.normlab.train.device.Batches;
import org.normlab.train.device.DeviceData;
import org.normlab.train.device.FusedRuns;
import org.normlab.train.device.Rates;
import org.normlab.trainer.Message;

/** Memory is flat over many steps, and over many jobs in one process. */
class MemoryTest {
  private static final int STEPS = 10_000;

  /** What allocators and Java's compiler may still take after a fifth of the work. */
  private static final long SLACK_KILOBYTES = 8_000;

  /**
   * All of the heap is touched at the start, so that what grows is none of it; the second compiler
   * is off, since its memory grows by leaps.
   */
  private static final String[] HEAP = {
    "-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:TieredStopAtLevel=1"
  };

  private static final String JOB =
      """
      {"architecture":{"type":"mlp","hidden":[64,64],"dropout":0.1},"normalization":{"type":"batch"},
       "data":{"name":"digits"},"optimizer":{"type":"adamw","clip":1},"batchSize":32,"seeds":[0,1],
       "epochs":%d}
      """;
  private static final int STEPS_AN_EPOCH = 1078 / 32;

  @TempDir private Path folder;

  private Message.Start start(int epochs, int attempt) {
    return new TrainerDriver.Job(JOB.formatted(epochs), folder, folder, 2, 1e6)
        .start(attempt, List.of());
  }

  @Test
  void noArrayStaysBehindAStep() {
    SupervisedSpec spec =
        Small.spec(Small.MLP, "{\"type\":\"batch\"}", "\"batchSize\":16,\"seeds\":[0,1]");
    DataSet set = Small.noiseFor(Small.MLP);
    try (Torch torch = Torch.open("cpu", 1);
        FusedRuns fused =
            new FusedRuns(spec, spec.runs(), true, DeviceData.of(set, torch), torch)) {
      Batches batches = new Batches(set.train(), 16, spec.runs(), null);
      Rates rates = new Rates(spec.runs(), spec.optimizer().schedule(), STEPS);
      int before = torch.arrays();
      for (int step = 0; step < STEPS; step += 2) {
        fused.train(batches, rates, step / 6, step % 6, step, 2, new int[0]);
      }
      fused.evaluate(set.train());
      assertThat(torch.arrays()).isEqualTo(before);
    }
  }

  @Test
  void tenThousandStepsTakeNoMoreThanTwoThousand() throws Exception {
    try (TrainerDriver trainer = new TrainerDriver(HEAP)) {
      Heard heard = new Heard();
      int epochs = STEPS / STEPS_AN_EPOCH;
      trainer.follow(start(epochs, 1), heard, _ -> heard.progress > 0.2);
      long early = trainer.residentKilobytes();
      Message.Event event = trainer.next(heard);
      while (!(event instanceof Message.Finished)) {
        event = trainer.next(heard);
      }
      long late = trainer.residentKilobytes();
      System.out.printf("resident after 20 %% %,d kB, at the end %,d kB%n", early, late);
      assertThat(late - early).isLessThan(SLACK_KILOBYTES);
      assertThat(heard.endings).hasSize(2);
    }
  }

  @Test
  void fiftyJobsTakeNoMoreThanTen() throws Exception {
    try (TrainerDriver trainer = new TrainerDriver(HEAP)) {
      long early = 0;
      for (int job = 1; job <= 50; job++) {
        Message.Event last = trainer.follow(start(1, job), new Heard(), _ -> false);
        assertThat(last).isEqualTo(new Message.Finished(Message.Verdict.COMPLETED, ""));
        early = job == 10 ? trainer.residentKilobytes() : early;
      }
      long late = trainer.residentKilobytes();
      System.out.printf("resident after 10 jobs %,d kB, after 50 %,d kB%n", early, late);
      assertThat(late - early).isLessThan(SLACK_KILOBYTES);
    }
  }
}
