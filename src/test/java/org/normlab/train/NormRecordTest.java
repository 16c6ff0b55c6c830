package org.normlab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normlab.data.DataSets;
import org.normlab.data.file.DataHome;
import org.normlab.torch.Torch;
import org.normlab.train.device.FusedRunsTest;
import org.normlab.train.file.ResumeTest;
import org.normlab.train.file.Sha256;
import org.normlab.train.file.TrainingFailed;
import org.normlab.train.loop.Training;

/** What recordNorms keeps, and what becomes of a job that follows it. */
class NormRecordTest {
  private static final String JOB =
      "\"architecture\":{\"type\":\"mlp\",\"hidden\":[12,8]},\"batchSize\":64,\"epochs\":4,";
  private static final String DECAY =
      JOB
          + "\"normalization\":{\"type\":\"batch\"},\"recordNorms\":true,"
          + "\"optimizer\":{\"type\":\"sgd\",\"weightDecay\":0.01,\"learningRate\":%s},\"seeds\":%s";
  private static final String MATCHED =
      JOB
          + "\"normalization\":{\"type\":\"norm-matched-rate\",\"reference\":\"the one\"},"
          + "\"optimizer\":{\"type\":\"sgd\",\"weightDecay\":0.01},\"seeds\":%s";

  @TempDir private Path folder;

  private Heard train(String job, int width, TrainingContext.Norms norms) throws Exception {
    DataHome data = new DataHome(folder, false);
    Path own = folder.resolve(width + "-" + job.hashCode());
    Duration day = Duration.ofDays(1);
    TrainingContext place =
        new TrainingContext(data, own, 1, List.of(), norms, width, 1, "cpu", day, System::nanoTime);
    Heard heard = new Heard();
    assertThat(Training.run(Small.spec(job), place, heard, () -> null)).isEqualTo(End.COMPLETED);
    return heard;
  }

  private static TrainingContext.Norms norms(Heard heard) {
    assertThat(heard.norms).hasSize(1);
    return new TrainingContext.Norms(heard.norms.getFirst(), heard.normsHash);
  }

  private static NormRecord read(TrainingContext.Norms norms) throws TrainingFailed {
    try (Torch torch = Torch.open("cpu", 1);
        NDManager scope = torch.scope()) {
      return NormRecord.read(norms, scope);
    }
  }

  @Test
  void theRecordHoldsTheNormsAtEachEpochsStart() throws Exception {
    NormRecord record = read(norms(train(DECAY.formatted("0.1", "[5,6]"), 2, null)));
    assertThat(record.seeds()).containsExactly(5, 6);
    assertThat(record.epochs()).isEqualTo(4);
    assertThat(record.norms().keySet()).isEqualTo(Set.of("hidden.0", "hidden.1"));
    SupervisedSpec spec = Small.spec(DECAY.formatted("0.1", "[6]"));
    var set = DataSets.load(spec.data(), new DataHome(folder, false), 0, _ -> {});
    int steps = set.train().length / 64;
    Recording one = Recording.of(spec, set, steps);
    assertNorms(record.at("hidden.1", 6, 0), one.initial().get("hidden.1.weight"));
    assertThat(record.at("hidden.1", 6, 1)).isNotEqualTo(record.at("hidden.1", 6, 0));
    assertThat(record.at("hidden.1", 5, 0)).isNotEqualTo(record.at("hidden.1", 6, 0));
  }

  private static void assertNorms(float[] norms, float[] weight) {
    for (int row = 0; row < norms.length; row++) {
      double expected = FollowedNorms.norm(FollowedNorms.row(weight, row, norms.length));
      assertThat(norms[row] / expected).isCloseTo(1, within(1e-6));
    }
  }

  /** The last norms are those that a training of one epoch less ends with. */
  @Test
  void theLastEpochBeginsWhereAShorterTrainingEnds() throws Exception {
    String constant = "0.1,\"schedule\":{\"type\":\"constant\"}";
    String whole = DECAY.formatted(constant, "[5,6]");
    NormRecord record = read(norms(train(whole, 2, null)));
    Heard shorter = train(whole.replace("\"epochs\":4", "\"epochs\":3"), 2, null);
    float[] weight = ResumeTest.tensors(shorter.checkpoints.getLast()).get("hidden.0.weight");
    assertNorms(record.at("hidden.0", 6, 3), Recording.replica(weight, 1, 2));
  }

  @Test
  void groupsMakeOneRecord() throws Exception {
    String job = DECAY.formatted("0.1", "[5,6,7]");
    NormRecord wide = read(norms(train(job, 3, null)));
    NormRecord narrow = read(norms(train(job, 2, null)));
    assertThat(narrow.seeds()).containsExactly(5, 6, 7);
    for (long seed : wide.seeds()) {
      for (int epoch = 0; epoch < 4; epoch++) {
        float[] mine = narrow.at("hidden.0", seed, epoch);
        assertThat(FusedRunsTest.distance(mine, wide.at("hidden.0", seed, epoch))).isLessThan(1e-4);
      }
    }
  }

  @Test
  void aRunThatHasEndedHasNoNormsAfterIt() throws Exception {
    String job = DECAY.formatted("0.1", "[5]") + ",\"sweep\":{\"learningRate\":[0.1,1e6]}";
    Heard heard = train(job.replace("\"batch\"", "\"none\""), 2, null);
    assertThat(heard.endings.get(1).outcome()).isEqualTo(Outcome.DIVERGED);
    float[] all = read(norms(heard)).norms().get("hidden.0");
    assertThat(Arrays.copyOf(all, 4 * 12)).doesNotContain(Float.NaN);
    assertThat(Arrays.copyOfRange(all, 4 * 12, 5 * 12)).doesNotContain(Float.NaN);
    assertThat(Arrays.copyOfRange(all, 7 * 12, 8 * 12)).containsOnly(Float.NaN);
  }

  @Test
  void aMatchedTrainingFollowsTheRecordOfItsSeed() throws Exception {
    TrainingContext.Norms norms = norms(train(DECAY.formatted("0.1", "[5,6]"), 2, null));
    Heard heard = train(MATCHED.formatted("[6]"), 1, norms);
    Map<String, float[]> end = ResumeTest.tensors(heard.checkpoints.getLast());
    NormRecord record = read(norms);
    for (String layer : record.norms().keySet()) {
      assertThat(end.get(layer + ".recordedNorm")).isEqualTo(record.at(layer, 6, 3));
    }
    assertThat(heard.endings.get(0).summary().get("validation.accuracy")).isGreaterThan(0.8);
    assertThat(heard.norms).isEmpty();
  }

  @Test
  void withoutTheRightRecordThereIsNoTraining() throws Exception {
    TrainingContext.Norms norms = norms(train(DECAY.formatted("0.1", "[5]"), 1, null));
    String job = MATCHED.formatted("[5]");
    assertRefused(job, null, "needs the norms that job the one recorded");
    String other = "0".repeat(64);
    assertRefused(
        job,
        new TrainingContext.Norms(norms.file(), other),
        "its SHA-256 is " + norms.sha256().substring(0, 12));
    Path nowhere = folder.resolve("nowhere");
    assertRefused(job, new TrainingContext.Norms(nowhere, other), "cannot be read from " + nowhere);
    Files.writeString(nowhere, "no tensors");
    String hash = Sha256.of(Files.readAllBytes(nowhere));
    assertRefused(job, new TrainingContext.Norms(nowhere, hash), "cannot be read from " + nowhere);
    assertRefused(MATCHED.formatted("[7]"), norms, "no norms of layer hidden.0, seed 7, epoch 0");
    String longer = job.replace("\"epochs\":4", "\"epochs\":5");
    assertRefused(longer, norms, "seed 5, epoch 4; it has");
    assertRefused(job.replace("[12,8]", "[12,9]"), norms, "recorded 8 norms of layer hidden.1");
  }

  private void assertRefused(String job, TrainingContext.Norms norms, String sentence) {
    assertThatThrownBy(() -> train(job, 1, norms))
        .isInstanceOf(TrainingFailed.class)
        .hasMessageContaining(sentence);
  }
}
