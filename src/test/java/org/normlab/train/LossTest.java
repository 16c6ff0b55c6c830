package org.normlab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.data.DataSet;
import org.normlab.torch.Torch;
import org.normlab.train.device.Batches;
import org.normlab.train.device.DeviceData;
import org.normlab.train.device.FusedRuns;
import org.normlab.train.device.Rates;
import org.normlab.wire.JobJson;
import org.normlab.wire.Supervised;

/** What a job says of its loss, its batch statistics and its images reaches the steps. */
class LossTest {
  private static final DataSet SET = Small.noiseFor(Small.CONVNET);

  /** With a rate of 0 all steps see the same network. */
  private static SupervisedSpec spec(String more) {
    return Small.spec(
        Small.CONVNET,
        "{\"type\":\"batch\"}",
        "\"optimizer\":{\"type\":\"sgd\",\"learningRate\":0}," + more);
  }

  private static double loss(double smoothing) {
    String more = "\"batchSize\":16,\"labelSmoothing\":" + smoothing;
    return Recording.of(spec(more), SET, 1).losses()[0][0];
  }

  /**
   * (1 − α) · −log p(label) + α · mean of −log p over all classes, which is at least log classes.
   */
  @Test
  void smoothingSpreadsAShareOfTheLabelOverAllClasses() {
    double plain = loss(0);
    double slope = (loss(0.2) - plain) / 0.2;
    assertThat(plain + slope).isGreaterThan(Math.log(Small.CLASSES));
    assertThat(Math.abs(slope)).isGreaterThan(1e-3);
    assertThat(loss(0.6)).isCloseTo(plain + 0.6 * slope, within(1e-5));
  }

  @Test
  void smoothingIsForTrainingOnly() {
    assertThat(evaluated(0.5)).isEqualTo(evaluated(0));
  }

  private static double[][] evaluated(double smoothing) {
    SupervisedSpec spec = spec("\"batchSize\":16,\"labelSmoothing\":" + smoothing);
    try (Torch torch = Torch.open("cpu", 1);
        FusedRuns fused =
            new FusedRuns(spec, spec.runs(), true, DeviceData.of(SET, torch), torch)) {
      return fused.evaluate(SET.train());
    }
  }

  @Test
  void aBatchOfMicroBatchesIsAsManyBatches() {
    float whole = Recording.of(spec("\"batchSize\":16"), SET, 1).losses()[0][0];
    float micro = Recording.of(spec("\"batchSize\":16,\"microBatch\":4"), SET, 1).losses()[0][0];
    float[][] small = Recording.of(spec("\"batchSize\":4"), SET, 4).losses();
    double mean = (small[0][0] + small[1][0] + small[2][0] + small[3][0]) / 4.0;
    assertThat((double) micro).isCloseTo(mean, within(1e-5));
    assertThat(Math.abs(micro - whole)).isGreaterThan(1e-3f);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"crop\":2}", "{\"flip\":true}"})
  void augmentedImagesAreSeenInTraining(String augment) throws Exception {
    String job =
        """
        {"architecture": %s, "normalization": {"type": "batch"}, "batchSize": 16,
         "data": {"name": "digits", "augment": %s}}
        """;
    SupervisedSpec plain = read(job.formatted(Small.CONVNET, "null"));
    SupervisedSpec moved = read(job.formatted(Small.CONVNET, augment));
    assertThat(first(moved)).isNotEqualTo(first(plain));
  }

  private static SupervisedSpec read(String job) throws Exception {
    return Supervised.training(Objects.requireNonNull(JobJson.read(job).job()));
  }

  private static float first(SupervisedSpec spec) {
    try (Torch torch = Torch.open("cpu", 1);
        FusedRuns fused =
            new FusedRuns(spec, spec.runs(), true, DeviceData.of(SET, torch), torch)) {
      Batches batches = new Batches(SET.train(), 16, spec.runs(), spec.data().augment());
      Rates rates = new Rates(spec.runs(), spec.optimizer().schedule(), 1);
      return fused.train(batches, rates, 0, 0, 0, 1, new int[0]).losses()[0][0];
    }
  }
}
