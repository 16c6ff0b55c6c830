package org.normlab.bench;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.normlab.data.DataSet;
import org.normlab.data.DataShape;

/**
 * A network that can be timed, and samples made up for it: eight batches of noise.
 *
 * @param architecture as JSON
 * @param shape of one sample
 * @param vocabulary of a text, whose samples are windows of so many tokens as the shape says; 0 for
 *     any other data
 */
record BenchNet(
    String name, String architecture, String summary, List<Integer> shape, int vocabulary) {
  private static final int CLASSES = 10;
  private static final int BATCHES = 8;

  static final List<BenchNet> ALL =
      List.of(
          new BenchNet("mlp", plain(3, 256, ""), "784-256×3-10", List.of(784)),
          new BenchNet("mlp64", plain(4, 64, ""), "64-64×4-10", List.of(64)),
          new BenchNet(
              "snn32",
              plain(32, 256, ",\"activation\":\"selu\""),
              "784-256×32-10, SELU",
              List.of(784)),
          new BenchNet("convnet", "{\"type\":\"convnet\"}", "3×32×32", List.of(3, 32, 32)),
          new BenchNet(
              "resnet20", "{\"type\":\"resnet\",\"depth\":20}", "3×32×32", List.of(3, 32, 32)),
          new BenchNet("wrn16", "{\"type\":\"wide-resnet\"}", "WRN-16-4", List.of(3, 32, 32)),
          new BenchNet("vit", "{\"type\":\"vit\"}", "3×32×32, patch 4", List.of(3, 32, 32)),
          text("gpt", "{\"type\":\"transformer\"}", "6 blocks, width 128, 128 of 65 tokens"),
          text("lstm", "{\"type\":\"lstm\"}", "128 memories, 128 of 65 tokens"));

  BenchNet(String name, String architecture, String summary, List<Integer> shape) {
    this(name, architecture, summary, shape, 0);
  }

  private static BenchNet text(String name, String architecture, String summary) {
    return new BenchNet(name, architecture, summary, List.of(128), 65);
  }

  private static String plain(int layers, int width, String more) {
    List<Integer> hidden = IntStream.range(0, layers).mapToObj(i -> width).toList();
    return "{\"type\":\"mlp\",\"hidden\":%s%s}".formatted(hidden, more);
  }

  DataShape outline(int batch) {
    return new DataShape(shape, classes(), batch, 0, 0, vocabulary == 0 ? 0 : batch * BATCHES);
  }

  private int classes() {
    return vocabulary == 0 ? CLASSES : vocabulary;
  }

  /**
   * Standard normal features, bytes for images, which are standardized as a job's are, or tokens.
   */
  DataSet samples(int batch) {
    return vocabulary == 0 ? noise(batch * BATCHES) : text(batch * BATCHES);
  }

  private DataSet text(int windows) {
    int context = shape.getFirst();
    int[] none = {};
    return new DataSet(
        "noise",
        shape,
        vocabulary,
        ByteBuffer.allocateDirect(0),
        new Random(0).ints(windows * (long) context + 1, 0, vocabulary).toArray(),
        IntStream.range(0, windows).map(i -> i * context).toArray(),
        none,
        none,
        new float[0],
        new float[0],
        true,
        List.of());
  }

  private DataSet noise(int rows) {
    int features = shape.stream().reduce(1, (a, b) -> a * b);
    boolean images = shape.size() > 1;
    Random random = new Random(0);
    ByteBuffer values =
        ByteBuffer.allocateDirect(Math.multiplyExact(rows * features, images ? 1 : Float.BYTES))
            .order(ByteOrder.nativeOrder());
    while (values.hasRemaining()) {
      if (images) {
        values.put((byte) random.nextInt());
      } else {
        values.putFloat((float) random.nextGaussian());
      }
    }
    int[] none = {};
    return new DataSet(
        "noise",
        shape,
        CLASSES,
        values,
        random.ints(rows, 0, CLASSES).toArray(),
        IntStream.range(0, rows).toArray(),
        none,
        none,
        perChannel(images, 0.5f),
        perChannel(images, 0.25f),
        List.of());
  }

  private float[] perChannel(boolean images, float value) {
    float[] all = new float[images ? shape.getFirst() : 0];
    Arrays.fill(all, value);
    return all;
  }
}
