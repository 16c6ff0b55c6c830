package org.normlab.train.file;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.torch.Torch;
import org.normlab.train.Heard;
import org.normlab.train.Interruption;
import org.normlab.train.TrainerDriver;
import org.normlab.trainer.Message;

/**
 * A trainer is killed by SIGKILL in the middle of an epoch; another goes on from its last
 * checkpoint. Weights, moments, running statistics and all series equal an uninterrupted
 * training's, bit for bit.
 */
public class ResumeTest {
  private static final int TRAIN_ROWS = 1600;
  private static final int STEPS_AN_EPOCH = TRAIN_ROWS / 16;
  private static final String JOB = "{%s,\"batchSize\":16,\"epochs\":5,\"seeds\":[3,8]}";

  private static Interruption training;

  @TempDir private Path folder;

  @BeforeAll
  static void startTrainer() throws Exception {
    training = new Interruption();
  }

  @AfterAll
  static void endTrainer() {
    training.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        "architecture":{"type":"mlp","hidden":[48,48],"dropout":0.2},"normalization":{"type":"batch"},
        "optimizer":{"type":"adamw","clip":1},"labelSmoothing":0.1
        """,
        """
        "architecture":{"type":"mlp","hidden":[48,48]},"optimizer":{"type":"sgd","nesterov":true},
        "normalization":{"type":"self-normalizing","alphaDropout":0.1},"sweep":{"learningRate":[0.01]}
        """,
        """
        "architecture":{"type":"resnet","depth":8,"width":4},"normalization":{"type":"batch"},
        "optimizer":{"type":"sgd","weightDecay":1e-4},"microBatch":8,"probe":{"every":7,"unit":"step"}
        """,
        """
        "architecture":{"type":"convnet","channels":[8,8],"dense":16},"normalization":{"type":"group"},
        "optimizer":{"type":"adamw"},"sweep":{"learningRate":[0.001,0.01]},"probe":{}
        """,
        """
        "architecture":{"type":"mlp","hidden":[48,48]},"normalization":{"type":"batch"},
        "optimizer":{"type":"adamw"},"precision":"float16"
        """,
        """
        "data":{"name":"mnist","validation":0,"augment":{"crop":2},"relabelEvery":70},"architecture":{"type":"convnet","channels":[8,8],"dense":16},
        "normalization":{"type":"normalize-and-project"},"probe":{},"optimizer":{"type":"adamw",
        "towardInitial":0.01,"updateNoise":0.1,"redo":{"every":50},"shrinkAndPerturb":{}}
        """,
        """
        "data":{"name":"mnist","relabelEvery":130,"tasks":"inputs"},"architecture":{"type":"mlp","hidden":[48,48]},
        "normalization":{"type":"weight"},"optimizer":{"type":"sgd","momentum":0.5,"clip":1,
        "towardInitial":0.01,"shrinkAndPerturb":{"shrink":0.9,"every":60}}
        """
      })
  void equalsAnUninterruptedTraining(String what) throws Exception {
    writeImages();
    String augmented =
        "\"data\":{\"name\":\"mnist\",\"validation\":0,\"augment\":{\"crop\":2,\"flip\":true}},";
    String json = JOB.formatted((what.contains("\"data\"") ? "" : augmented) + what);
    int width = what.contains("[0.001,0.01]") ? 4 : 2;
    Heard whole = training.uninterrupted(job(json, "whole", width, 1e6), null);
    Heard resumed =
        training.interrupted(
            job(json, "resumed", width, 0.01), null, Interruption.midEpoch(STEPS_AN_EPOCH));
    assertThat(resumed.points).isNotEmpty().isEqualTo(whole.points);
    assertThat(summaries(resumed)).isEqualTo(summaries(whole));
    Map<String, float[]> expected = tensors(whole.checkpoints.getLast());
    Map<String, float[]> actual = tensors(resumed.checkpoints.getLast());
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach((name, values) -> assertThat(actual.get(name)).as(name).isEqualTo(values));
  }

  /** What the last window said is told in no point that comes after the checkpoint. */
  @Test
  void aSummaryIsWholeThoughOnlyTheLastEvaluationIsMadeAnew() throws Exception {
    writeImages();
    String json =
        JOB.formatted(
            "\"data\":{\"name\":\"mnist\",\"relabelEvery\":300,\"tasks\":\"inputs\"},\"architecture\":{\"type\":\"mlp\","
                + "\"hidden\":[8]},\"normalization\":{\"type\":\"batch\"}");
    int last = 5 * (int) (TRAIN_ROWS * 0.9 / 16);
    Heard whole = training.uninterrupted(job(json, "whole", 2, 1e6), null);
    Heard resumed =
        training.interrupted(
            job(json, "resumed", 2, 1e-6),
            null,
            event -> event instanceof Message.Checkpoint checkpoint && checkpoint.step() == last);
    assertThat(resumed.endings.keySet()).containsExactly(0, 1);
    assertThat(summaries(whole).get(0)).containsKeys("train.loss", "task.accuracy", "test.loss");
    assertThat(summaries(resumed)).isEqualTo(summaries(whole));
  }

  /** Without what depends on the clock. */
  private static Map<Integer, Map<String, Double>> summaries(Heard heard) {
    Map<Integer, Map<String, Double>> summaries = new TreeMap<>();
    heard.endings.forEach(
        (run, ending) -> {
          Map<String, Double> summary = new TreeMap<>(ending.summary());
          summary.keySet().removeAll(List.of("seconds", "samplesPerSecond"));
          summaries.put(run, summary);
        });
    return summaries;
  }

  private TrainerDriver.Job job(String json, String name, int width, double checkpointSeconds) {
    return new TrainerDriver.Job(json, folder, folder.resolve(name), width, checkpointSeconds);
  }

  /** All that a checkpoint holds but the time that was spent. */
  public static Map<String, float[]> tensors(Path file) throws Exception {
    Map<String, float[]> values = new LinkedHashMap<>();
    try (Torch torch = Torch.open("cpu", 1);
        NDManager scope = torch.scope()) {
      Checkpoint.read(file, scope)
          .arrays()
          .forEach(
              (name, array) -> {
                if (!name.startsWith("training.")) {
                  values.put(name, array.toFloatArray());
                }
              });
    }
    return values;
  }

  /** A set of noise in the four files of MNIST. */
  private void writeImages() throws IOException {
    Path mnist = Files.createDirectories(folder.resolve("mnist"));
    write(mnist.resolve("train-images-idx3-ubyte"), 256, TRAIN_ROWS, 8, 8);
    write(mnist.resolve("train-labels-idx1-ubyte"), 10, TRAIN_ROWS);
    write(mnist.resolve("t10k-images-idx3-ubyte"), 256, 100, 8, 8);
    write(mnist.resolve("t10k-labels-idx1-ubyte"), 10, 100);
  }

  private static void write(Path file, int bound, int... shape) throws IOException {
    int size = 1;
    for (int side : shape) {
      size *= side;
    }
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * shape.length + size);
    bytes.putInt(0x800 | shape.length);
    for (int side : shape) {
      bytes.putInt(side);
    }
    Random random = new Random(shape.length);
    while (bytes.hasRemaining()) {
      bytes.put((byte) random.nextInt(bound));
    }
    Files.write(file, bytes.array());
  }
}
