package org.normlab.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.normlab.job.presence.PresenceOf;
import org.normlab.job.presence.WorkerRegistry;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class WorkerHeartbeatTest {
  @TempDir private Path home;

  @Test
  void aDatabaseThatIsAwayIsNoError(CapturedOutput log) throws Exception {
    try (Workshop workshop = new Workshop(home)) {
      WorkerRegistry workers = PresenceOf.store(workshop.store);
      var heartbeat =
          new WorkerHeartbeat(
              workshop.worker,
              workers,
              new Watchdog(Duration.ofDays(1), System::nanoTime),
              workshop.claiming);
      heartbeat.tell();
      assertThat(workers.present()).hasSize(1);

      workshop.store.entities.close();
      heartbeat.tell();
      heartbeat.stop();

      assertThat(log.getAll()).doesNotContain("the heartbeat goes on in spite of");
    }
  }
}
