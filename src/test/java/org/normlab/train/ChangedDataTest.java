package org.normlab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normlab.data.file.DataHome;
import org.normlab.train.file.TrainingFailed;
import org.normlab.train.loop.Training;

/** Trainings go on with the data that they began with, or not at all. */
class ChangedDataTest {
  private static final SupervisedSpec SPEC =
      Small.spec(
          "\"architecture\":{\"type\":\"mlp\",\"hidden\":[4]},\"normalization\":{\"type\":\"none\"},"
              + "\"batchSize\":8,\"epochs\":1",
          "{\"file\":\"t.csv\",\"label\":\"y\"}");

  @TempDir private Path folder;

  @BeforeEach
  void write() throws Exception {
    table(1);
  }

  private void table(double unit) throws Exception {
    String rows =
        IntStream.range(0, 40)
            .mapToObj(i -> i * 7 % 11 * unit + "," + i % 2)
            .collect(Collectors.joining("\n", "a,y\n", "\n"));
    Files.writeString(folder.resolve("t.csv"), rows);
  }

  private Heard train(TrainingContext.ExpectedData... expected) throws Exception {
    Heard heard = new Heard();
    TrainingContext place =
        new TrainingContext(
            new DataHome(folder, false),
            folder,
            1,
            List.of(),
            null,
            1,
            1,
            "cpu",
            Duration.ofDays(1),
            System::nanoTime,
            List.of(expected));
    Training.run(SPEC, place, heard, () -> null);
    return heard;
  }

  @Test
  void saysWhatItRead() throws Exception {
    String digest = train().dataDigest;
    assertThat(digest).startsWith("sha256:");
    assertThat(train(new TrainingContext.ExpectedData(digest, "x")).dataDigest).isEqualTo(digest);
  }

  @Test
  void refusesOtherDataThanBefore() throws Exception {
    String before = train().dataDigest;
    table(2);
    String after = train().dataDigest;
    assertThatThrownBy(
            () -> train(new TrainingContext.ExpectedData(before, "an earlier attempt at this job")))
        .isInstanceOf(TrainingFailed.class)
        .hasMessageStartingWith(
            "the data t.csv have changed: an earlier attempt at this job read %s, and now they are %s"
                .formatted(before, after));
  }
}
