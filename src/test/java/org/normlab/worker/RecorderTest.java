package org.normlab.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normlab.environment.EpisodeEnd;
import org.normlab.environment.StoredEpisode;
import org.normlab.job.Attempt;
import org.normlab.job.AttemptEnd;
import org.normlab.job.AttemptState;
import org.normlab.job.Claim;
import org.normlab.job.JobRun;
import org.normlab.job.JobState;
import org.normlab.job.RunOutcome;
import org.normlab.job.StaleAttempt;
import org.normlab.job.artifact.StoredArtifact;
import org.normlab.job.life.Store;
import org.normlab.run.Points.Value;
import org.normlab.run.StoredCheckpoint;
import org.normlab.train.Outcome;
import org.normlab.train.Point;
import org.normlab.trainer.Message;
import org.normlab.wire.JobJson;
import org.springframework.dao.DataAccessException;

/** What the database does not take is kept until it does, whatever it is. */
class RecorderTest {
  private static final String JOB =
      """
      {"architecture": {"type": "mlp"}, "normalization": {"type": "none"}, "data": {"name": "digits"}}
      """;

  @TempDir private Path folder;
  private final Store store = Store.fresh(Store.Kind.H2);
  private String id;
  private Recorder recorder;

  @BeforeEach
  void claim() {
    id = store.jobs.submit(JobJson.trusted(JOB), null, null).job().id();
    Attempt attempt = store.attempts.claim(id, "w", "cpu/0", Duration.ofMinutes(1)).orElseThrow();
    recorder =
        new Recorder(
            attempt.claim(),
            store.attempts,
            store.points,
            store.episodes,
            store.artifacts,
            store.checkpoints);
  }

  private static Message points(long step) {
    return new Message.Points(step / 10.0, List.of(new Point(0, step, "train.loss", step)));
  }

  private Path file(int step) throws Exception {
    return Files.writeString(folder.resolve("step-" + step), "weights");
  }

  private void add(int step, Path file) {
    recorder.add(new Message.Checkpoint(0, step, file.toString(), "0".repeat(64), 7));
  }

  /** The database is away as far as one table goes. */
  private void assertNotTaken(String table) {
    store.sql.sql("alter table " + table + " rename to gone").update();
    assertThatThrownBy(recorder::flush).isInstanceOf(DataAccessException.class);
    store.sql.sql("alter table gone rename to " + table).update();
  }

  @Test
  void keepsItsWordsInOrder() throws Exception {
    recorder.add(points(1));
    recorder.log(List.of("one", "two"));
    recorder.add(new Message.RunEnded(0, Outcome.COMPLETED, 9, "", Map.of("test.accuracy", 0.5)));
    add(9, file(9));
    recorder.add(points(9));
    for (String table : List.of("job", "metric_point", "log_line", "job_run", "checkpoint")) {
      assertNotTaken(table);
    }
    recorder.flush();
    assertThat(store.points.series(id, 0, "train.loss", -1))
        .containsExactly(new Value(1, 1), new Value(9, 9));
    assertThat(store.jobs.log(id, 9)).containsExactly("one", "two");
    assertThat(store.jobs.runs(id))
        .extracting(JobRun::outcome)
        .containsExactly(RunOutcome.COMPLETED);
    assertThat(store.checkpoints.newest(id)).extracting(StoredCheckpoint::step).containsOnly(9L);
    assertThat(store.jobs.find(id).orElseThrow().progress()).isEqualTo(0.9);
  }

  /** Of an attempt that is the first, so that no point is looked for before it is stored. */
  @Test
  void aStepThatIsToldTwiceHasItsLastValue() {
    recorder.add(points(1));
    recorder.add(new Message.Points(0.2, List.of(new Point(0, 1, "train.loss", 7))));
    recorder.add(points(2));
    recorder.flush();
    recorder.add(new Message.Points(0.3, List.of(new Point(0, 2, "train.loss", 8))));
    recorder.flush();
    assertThat(store.points.series(id, 0, "train.loss", -1))
        .containsExactly(new Value(1, 7), new Value(2, 8));
  }

  @Test
  void theLastWordsAreStoredWithTheAttemptsEndOrNotAtAll() throws Exception {
    Path first = file(1);
    add(1, first);
    recorder.flush();
    recorder.add(points(1));
    recorder.log(List.of("one"));
    add(2, file(2));
    add(3, file(3));
    assertThatThrownBy(
            () ->
                recorder.flush(
                    () -> {
                      throw new IllegalStateException("the end is not taken");
                    }))
        .hasMessage("the end is not taken");
    assertThat(store.points.names(id)).isEmpty();
    assertThat(store.jobs.log(id, 9)).isEmpty();
    assertThat(first).exists();
    recorder.flush(
        () ->
            store.attempts.finish(
                new Claim(id, 1),
                new AttemptEnd(JobState.SUCCEEDED, AttemptState.COMPLETED, null, null)));
    assertThat(store.points.names(id)).containsExactly("train.loss");
    assertThat(store.jobs.log(id, 9)).containsExactly("one");
    assertThat(store.jobs.find(id).orElseThrow().state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(first).doesNotExist();
  }

  @Test
  void aCheckpointGoesOnlyWhenTwoAfterItAreStored() throws Exception {
    List<Path> files = List.of(file(1), file(2), file(3));
    add(1, files.get(0));
    add(2, files.get(1));
    recorder.flush();
    assertThat(files).allMatch(Files::exists);
    add(3, files.get(2));
    assertNotTaken("checkpoint");
    assertThat(files).allMatch(Files::exists);
    recorder.flush();
    assertThat(files).filteredOn(Files::exists).containsExactly(files.get(1), files.get(2));
    assertThat(store.checkpoints.kept(id))
        .extracting(StoredCheckpoint::step)
        .containsExactly(3L, 2L);
  }

  @Test
  void aCheckpointThatIsRefusedGoesAndIsNoted() throws Exception {
    List<Path> files = List.of(file(1), file(2), file(3));
    add(1, files.get(0));
    add(2, files.get(1));
    recorder.add(new Message.CheckpointRefused(0, files.get(1).toString(), "step 2 is broken"));
    recorder.add(new Message.CheckpointRefused(0, "/none", "another is not there"));
    add(3, files.get(2));
    recorder.flush();
    assertThat(files).filteredOn(Files::exists).containsExactly(files.get(0), files.get(2));
    assertThat(store.checkpoints.kept(id))
        .extracting(StoredCheckpoint::step)
        .containsExactly(3L, 1L);
    assertThat(store.jobs.log(id, 9)).containsExactly("step 2 is broken", "another is not there");
    assertThat(store.jobs.attempts(id).getFirst().note())
        .isEqualTo("step 2 is broken\nanother is not there");
  }

  /** A periodic checkpoint may be due at the very step after which the runs' end is written. */
  @Test
  void aCheckpointThatIsWrittenAgainAtItsStepHasTheDigestOfItsFile() throws Exception {
    String file = file(9).toString();
    recorder.add(new Message.Checkpoint(0, 9, file, "0".repeat(64), 7));
    recorder.flush();
    recorder.add(new Message.Checkpoint(0, 9, file, "1".repeat(64), 8));
    recorder.flush();
    assertThat(store.checkpoints.newest(id))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.sha256()).isEqualTo("1".repeat(64));
              assertThat(one.bytes()).isEqualTo(8);
            });
  }

  @Test
  void aCheckpointWhoseAnswerWasLostIsStoredOnce() throws Exception {
    Path file = file(1);
    add(1, file);
    add(1, file);
    recorder.flush();
    assertThat(store.checkpoints.newest(id)).hasSize(1);
    assertThat(file).exists();
  }

  @Test
  void normsAreKeptOnceAndTheFileOfAnEarlierAttemptGoes() throws Exception {
    Path first = file(1);
    recorder.add(new Message.Norms(first.toString(), "1".repeat(64), 7));
    assertNotTaken("artifact");
    recorder.flush();
    recorder.add(new Message.Norms(first.toString(), "1".repeat(64), 7));
    recorder.flush();
    assertThat(first).exists();
    Path second = file(2);
    recorder.add(new Message.Norms(second.toString(), "2".repeat(64), 7));
    recorder.flush();
    assertThat(first).doesNotExist();
    assertThat(store.artifacts.find(id, StoredArtifact.NORMS))
        .contains(
            new StoredArtifact(StoredArtifact.NORMS, 1, second.toString(), "2".repeat(64), 7));
  }

  @Test
  void anAttemptThatLostItsJobKeepsNoNorms() throws Exception {
    recorder.add(new Message.Norms(file(1).toString(), "1".repeat(64), 7));
    store.sql.sql("update job set attempt = 2").update();
    assertThatThrownBy(recorder::flush).isInstanceOf(StaleAttempt.class);
    assertThat(store.artifacts.find(id, StoredArtifact.NORMS)).isEmpty();
  }

  @Test
  void anEpisodeThatIsToldTwiceHasItsLastActions() {
    recorder.add(new Message.Episode(0, 1, "AAEA", 3, EpisodeEnd.CUT));
    assertNotTaken("run_episode");
    recorder.flush();
    long version = store.jobs.version(id).orElseThrow();
    recorder.add(new Message.Episode(0, 1, "AQ==", 1, EpisodeEnd.TERMINATED));
    recorder.flush();
    assertThat(store.episodes.visits(id, 0)).containsExactly(1);
    assertThat(store.episodes.find(id, 0, 1))
        .usingRecursiveComparison()
        .isEqualTo(Optional.of(new StoredEpisode(new byte[] {1}, 1, EpisodeEnd.TERMINATED)));
    assertThat(store.jobs.version(id).orElseThrow()).isGreaterThan(version);
  }

  @Test
  void keepsItsTrainerWaitingWhenTooMuchWaits() {
    for (int i = 0; i <= 10_000; i++) {
      assertThat(recorder.isFull()).isFalse();
      recorder.add(points(i));
    }
    assertThat(recorder.isFull()).isTrue();
    recorder.flush();
    assertThat(recorder.isFull()).isFalse();
    assertThat(store.points.series(id, 0, "train.loss", -1)).hasSize(10_001);
  }

  @Test
  void countsWhatAMessageHolds() {
    for (int i = 0; i < 201; i++) {
      assertThat(recorder.isFull()).isFalse();
      recorder.add(manyPoints());
    }
    assertThat(recorder.isFull()).isTrue();
    recorder.flush();
    assertThat(recorder.isFull()).isFalse();
    assertThat(store.points.series(id, 0, "probe.output.weightNorm", -1)).hasSize(1000);
  }

  private static Message manyPoints() {
    return new Message.Points(
        1,
        LongStream.range(0, 1000)
            .mapToObj(step -> new Point(0, step, "probe.output.weightNorm", step))
            .toList());
  }

  /** What waits is counted when it is stored, once. */
  @Test
  void countsPointsAndCheckpointsThatAreStored() throws Exception {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    Metrics.addRegistry(meters);
    try {
      recorder.add(points(1));
      recorder.add(points(2));
      add(2, file(2));
      assertNotTaken("metric_point");
      recorder.flush();
      assertThat(meters.get("normlab.points").counter().count()).isEqualTo(2);
      assertThat(meters.get("normlab.checkpoint").summary().totalAmount()).isEqualTo(7);
      assertThat(meters.get("normlab.reports.store").timer().count()).isEqualTo(1);
    } finally {
      Metrics.removeRegistry(meters);
    }
  }
}
