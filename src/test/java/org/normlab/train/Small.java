package org.normlab.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.normlab.data.DataSet;
import org.normlab.data.file.DataHome;
import org.normlab.wire.JobJson;
import org.normlab.wire.Supervised;
import org.normlab.wire.json.UnreadableJson;

/** Small networks, and noise for them to learn by heart. */
public final class Small {
  public static final String MLP = "{\"type\":\"mlp\",\"hidden\":[24,24],\"dropout\":0.2}";
  public static final String CONVNET = "{\"type\":\"convnet\",\"channels\":[6,6],\"dense\":16}";
  public static final String RESNET = "{\"type\":\"resnet\",\"depth\":8,\"width\":4}";

  /** At least one of every kind. */
  public static final List<String> NETWORKS =
      List.of(
          MLP,
          "{\"type\":\"residual-mlp\",\"width\":16,\"blocks\":2}",
          "{\"type\":\"highway\",\"width\":8,\"depth\":2}",
          CONVNET,
          "{\"type\":\"vgg\",\"width\":2}",
          RESNET,
          "{\"type\":\"resnet\",\"depth\":8,\"width\":4,\"preActivation\":true}",
          "{\"type\":\"wide-resnet\",\"depth\":10,\"widen\":1}",
          "{\"type\":\"resnet-224\",\"width\":2}",
          "{\"type\":\"vit\",\"blocks\":1,\"heads\":2,\"width\":16}",
          "{\"type\":\"transformer\",\"blocks\":1,\"heads\":2,\"width\":16,\"context\":6,"
              + "\"queryKeyNorm\":true,\"dropout\":0.1}",
          "{\"type\":\"lstm\",\"hidden\":8,\"context\":6}");

  public static final int ROWS = 96;
  static final int CLASSES = 5;
  static final int TOKENS = 400;

  private Small() {}

  /** A job's training, from the members of its JSON. */
  public static SupervisedSpec spec(String members) {
    return spec(members, "{\"name\":\"digits\"}");
  }

  /** A job's training of agents, from its JSON. */
  public static ControlSpec control(String job) {
    try {
      JobJson.Read read = JobJson.read(job);
      assertThat(read.problems()).as(job).isEmpty();
      return (ControlSpec) Objects.requireNonNull(read.job()).training();
    } catch (UnreadableJson e) {
      throw new AssertionError(job, e);
    }
  }

  /** Where an attempt trains on one thread, and writes no checkpoint before it ends. */
  public static TrainingContext place(
      Path home, Path checkpoints, int attempt, List<ResumePoint> resume) {
    return new TrainingContext(
        new DataHome(home, false),
        checkpoints,
        attempt,
        resume,
        null,
        null,
        1,
        "cpu",
        Duration.ofDays(1),
        System::nanoTime);
  }

  /** Likewise, on other data. */
  public static SupervisedSpec spec(String members, String data) {
    String job = "{\"data\":" + data + "," + members + "}";
    try {
      JobJson.Read read = JobJson.read(job);
      assertThat(read.problems()).as(job).isEmpty();
      return Supervised.training(Objects.requireNonNull(read.job()));
    } catch (UnreadableJson e) {
      throw new AssertionError(job, e);
    }
  }

  public static SupervisedSpec spec(String architecture, String normalization, String more) {
    return spec(
        "\"architecture\":%s,\"normalization\":%s,%s".formatted(architecture, normalization, more));
  }

  public static DataSet noiseFor(String architecture) {
    int window = spec(architecture, "{\"type\":\"none\"}", "\"epochs\":1").architecture().window();
    if (window > 0) {
      return text(window);
    }
    if (architecture.contains("mlp") || architecture.contains("highway")) {
      return table(12);
    }
    return images(3, architecture.contains("vgg") || architecture.contains("224") ? 32 : 12);
  }

  public static DataSet table(int features) {
    Random random = new Random(1);
    ByteBuffer values = buffer(ROWS * features * Float.BYTES);
    while (values.hasRemaining()) {
      values.putFloat((float) random.nextGaussian());
    }
    return set(List.of(features), values, new float[0], new float[0]);
  }

  public static DataSet images(int channels, int side) {
    Random random = new Random(2);
    ByteBuffer values = buffer(ROWS * channels * side * side);
    while (values.hasRemaining()) {
      values.put((byte) random.nextInt());
    }
    float[] mean = new float[channels];
    float[] deviation = new float[channels];
    Arrays.fill(mean, 0.5f);
    Arrays.fill(deviation, 0.3f);
    return set(List.of(channels, side, side), values, mean, deviation);
  }

  /** Random tokens, all of them for training but two windows each for validation and test. */
  public static DataSet text(int context) {
    int[] tokens = new Random(4).ints(TOKENS, 0, CLASSES).toArray();
    int[] windows = IntStream.range(0, (TOKENS - 1) / context).map(i -> i * context).toArray();
    int held = windows.length - 2;
    return new DataSet(
        "noise",
        List.of(context),
        CLASSES,
        ByteBuffer.allocateDirect(0),
        tokens,
        Arrays.copyOfRange(windows, 0, held - 2),
        Arrays.copyOfRange(windows, held - 2, held),
        Arrays.copyOfRange(windows, held, windows.length),
        new float[0],
        new float[0],
        true,
        List.of());
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  private static DataSet set(
      List<Integer> shape, ByteBuffer values, float[] mean, float[] deviation) {
    int[] labels = new Random(3).ints(ROWS, 0, CLASSES).toArray();
    int[] rows = IntStream.range(0, ROWS).toArray();
    int[] none = {};
    return new DataSet(
        "noise", shape, CLASSES, values, labels, rows, none, none, mean, deviation, List.of());
  }
}
