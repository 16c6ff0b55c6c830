package org.normlab.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.normlab.data.file.DataHome;
import org.normlab.train.file.ResumeTest;
import org.normlab.train.loop.Training;

/** A training goes on from what was written, or from what was written before it, or begins anew. */
class BrokenCheckpointTest {
  private static final SupervisedSpec JOB =
      Small.spec(
          "\"architecture\":{\"type\":\"mlp\",\"hidden\":[16]},\"normalization\":{\"type\":\"batch\"},"
              + "\"batchSize\":64,\"epochs\":3,\"seeds\":[0,1]");
  private static final int STEPS_AN_EPOCH = 16;

  @TempDir private static Path written;
  private static Heard whole;

  @TempDir private Path folder;
  private Path newest;
  private Path older;

  @BeforeAll
  static void train() throws Exception {
    whole = train(written, Duration.ZERO, List.of());
  }

  private static Heard train(Path folder, Duration save, List<ResumePoint> resume)
      throws Exception {
    Heard heard = new Heard();
    int attempt = resume.isEmpty() ? 1 : 2;
    DataHome data = new DataHome(folder, false);
    TrainingContext place =
        new TrainingContext(
            data, folder, attempt, resume, null, 2, 1, "cpu", save, System::nanoTime);
    assertThat(Training.run(JOB, place, heard, () -> null)).isEqualTo(End.COMPLETED);
    return heard;
  }

  @BeforeEach
  void copy() throws Exception {
    newest = copy(2 * STEPS_AN_EPOCH);
    older = copy(STEPS_AN_EPOCH);
  }

  private Path copy(int step) throws Exception {
    String name = "group-0-step-%d.safetensors".formatted(step);
    return Files.copy(written.resolve("attempt-1").resolve(name), folder.resolve(name));
  }

  /** Series that the resumed attempt measured must be those of the undisturbed one. */
  private Heard resume(List<ResumePoint> points) throws Exception {
    Heard heard = train(folder, Duration.ofDays(1), points);
    heard.points.forEach(
        (key, value) -> assertThat(value).as(key).isEqualTo(whole.points.get(key)));
    assertThat(ResumeTest.tensors(heard.checkpoints.getLast()))
        .usingRecursiveComparison()
        .isEqualTo(ResumeTest.tensors(whole.checkpoints.getLast()));
    return heard;
  }

  private static long firstStep(Heard heard) {
    return heard.points.keySet().stream()
        .filter(key -> key.startsWith("0 train.loss "))
        .mapToLong(key -> Long.parseLong(key.substring(key.lastIndexOf(' ') + 1)))
        .min()
        .orElseThrow();
  }

  @Test
  void goesOnFromTheNewestThatIsWhole() throws Exception {
    List<ResumePoint> points = Saved.points(List.of(newest, older));
    Heard heard = resume(points);
    assertThat(heard.refusals).isEmpty();
    assertThat(firstStep(heard)).isGreaterThan(2 * STEPS_AN_EPOCH);
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void goesOnFromTheOneBeforeABrokenOne(Damage damage) throws Exception {
    List<ResumePoint> points = Saved.points(List.of(newest, older));
    damage.doTo(newest);
    Heard heard = resume(points);
    assertThat(heard.refusals).hasSize(1);
    assertThat(heard.refusals.getFirst())
        .contains("step 32", "is not used", "goes on from the one of step 16 before it");
    assertThat(firstStep(heard)).isBetween(STEPS_AN_EPOCH + 1L, 2L * STEPS_AN_EPOCH);
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void beginsAnewWhereAllAreBroken(Damage damage) throws Exception {
    List<ResumePoint> points = Saved.points(List.of(newest, older));
    damage.doTo(newest);
    damage.doTo(older);
    Heard heard = resume(points);
    assertThat(heard.refusals).hasSize(2);
    assertThat(heard.refusals.getLast())
        .contains("step 16", "is not used", "starts again from the beginning");
    assertThat(heard.points.keySet()).isEqualTo(whole.points.keySet());
  }

  /** As it was written, but by a training of another network. */
  @Test
  void aCheckpointThatDoesNotFitIsNotUsedEither() throws Exception {
    SupervisedSpec other =
        Small.spec(
            "\"architecture\":{\"type\":\"mlp\",\"hidden\":[8]},\"normalization\":{\"type\":\"batch\"},"
                + "\"batchSize\":64,\"epochs\":1,\"seeds\":[0,1]");
    Heard theirs = new Heard();
    Path there = folder.resolve("other");
    DataHome data = new DataHome(folder, false);
    Training.run(
        other,
        new TrainingContext(
            data, there, 1, List.of(), null, 2, 1, "cpu", Duration.ofDays(1), System::nanoTime),
        theirs,
        () -> null);
    Heard heard = resume(Saved.points(List.of(theirs.checkpoints.getLast(), older)));
    assertThat(heard.refusals).hasSize(1);
    assertThat(heard.refusals.getFirst()).contains("does not fit", "step 16");
  }
}
