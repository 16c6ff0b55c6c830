package org.normlab.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.normlab.job.AttemptEnd;
import org.normlab.job.AttemptState;
import org.normlab.job.Claim;
import org.normlab.job.JobState;
import org.normlab.job.artifact.StoredArtifact;
import org.normlab.job.life.Store;
import org.normlab.run.StoredCheckpoint;
import org.normlab.storage.StorageLayout;
import org.normlab.wire.JobJson;

class LeftoversTest {
  private static final String JOB =
      """
      {"architecture": {"type": "mlp"}, "normalization": {"type": "none"}, "data": {"name": "digits"}}
      """;
  private static final String SHA256 = "0".repeat(64);

  @TempDir private Path folder;
  private StorageLayout home;

  @BeforeEach
  void live() {
    home = new StorageLayout(folder, null, new StorageLayout.Data(null, false));
  }

  private Path file(String job, int attempt, String name) throws IOException {
    Path own = home.checkpoints(job).resolve("attempt-" + attempt);
    return Files.writeString(Files.createDirectories(own).resolve(name), "numbers");
  }

  private List<String> left(String job) throws IOException {
    try (Stream<Path> files = Files.walk(home.checkpoints(job))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> home.checkpoints(job).relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void aDatabaseThatIsAwayLeavesEverythingAsItIs() throws Exception {
    Store store = Store.fresh(Store.Kind.H2);
    String job = "00000000-0000-7000-8000-000000000000";
    file(job, 1, "group-0-step-10.safetensors");
    store.entities.close();

    new Leftovers(home, store.attempts, store.checkpoints).deleteAll();

    assertThat(left(job)).containsExactly("attempt-1/group-0-step-10.safetensors");
  }

  @ParameterizedTest
  @EnumSource(names = {"H2", "POSTGRESQL"})
  void whatNoRowNamesGoesButNothingOfTheAttemptThatOwnsTheJob(Store.Kind kind) throws Exception {
    Store store = Store.fresh(kind);
    Leftovers leftovers = new Leftovers(home, store.attempts, store.checkpoints);
    String id = store.jobs.submit(JobJson.trusted(JOB), null, null).job().id();
    Duration over = Duration.ofSeconds(-1);
    store.attempts.claim(id, "w", "cpu/0", over);
    String kept = file(id, 1, "group-0-step-10.safetensors").toString();
    store.checkpoints.store(new Claim(id, 1), new StoredCheckpoint(0, 1, 10, kept, SHA256, 7));
    String norms = file(id, 1, "norms.safetensors").toString();
    store.artifacts.store(
        new Claim(id, 1), new StoredArtifact(StoredArtifact.NORMS, 1, norms, SHA256, 7));
    file(id, 1, "group-0-step-20.safetensors");
    file(id, 1, "group-0-step-30.safetensors.part");
    store.attempts.claim(id, "w", "cpu/0", over);
    file(id, 2, "group-0-step-10.safetensors.part");
    store.attempts.claim(id, "w", "cpu/0", Duration.ofMinutes(1));
    file(id, 3, "group-0-step-20.safetensors");
    file(id, 3, "group-0-step-30.safetensors.part");
    String unknown = "00000000-0000-7000-8000-000000000000";
    file(unknown, 1, "of another database");

    leftovers.deleteAll();

    assertThat(left(id))
        .containsExactly(
            "attempt-1/group-0-step-10.safetensors",
            "attempt-1/norms.safetensors",
            "attempt-3/group-0-step-20.safetensors",
            "attempt-3/group-0-step-30.safetensors.part");
    assertThat(home.checkpoints(id).resolve("attempt-2")).doesNotExist();
    assertThat(left(unknown)).hasSize(1);

    store.attempts.finish(
        new Claim(id, 3), new AttemptEnd(JobState.FAILED, AttemptState.FAILED, "why", null));
    leftovers.deleteAll();
    assertThat(left(id))
        .containsExactly("attempt-1/group-0-step-10.safetensors", "attempt-1/norms.safetensors");
  }
}
