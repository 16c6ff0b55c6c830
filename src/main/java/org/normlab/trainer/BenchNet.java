package org.normlab.trainer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.normlab.data.DataSet;

/**
 * A network that can be timed, and samples made up for it: eight batches of noise.
 *
 * @param architecture as JSON
 * @param shape of one sample
 */
record BenchNet(String name, String architecture, String summary, List<Integer> shape) {
  static final int CLASSES = 10;
  private static final int BATCHES = 8;

  static final List<BenchNet> ALL =
      List.of(
          new BenchNet("mlp", plain(3, 256, "relu"), "784-256×3-10", List.of(784)),
          new BenchNet("mlp64", plain(4, 64, "relu"), "64-64×4-10", List.of(64)),
          new BenchNet("snn32", plain(32, 256, "selu"), "784-256×32-10, SELU", List.of(784)),
          new BenchNet("convnet", "{\"type\":\"convnet\"}", "3×32×32", List.of(3, 32, 32)),
          new BenchNet(
              "resnet20", "{\"type\":\"resnet\",\"depth\":20}", "3×32×32", List.of(3, 32, 32)));

  private static String plain(int layers, int width, String activation) {
    List<Integer> hidden = IntStream.range(0, layers).mapToObj(i -> width).toList();
    return "{\"type\":\"mlp\",\"hidden\":%s,\"activation\":\"%s\"}".formatted(hidden, activation);
  }

  /** Standard normal features, or bytes for images, which are standardized as a job's are. */
  DataSet samples(int batch) {
    int rows = batch * BATCHES;
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
