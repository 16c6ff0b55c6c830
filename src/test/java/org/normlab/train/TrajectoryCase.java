package org.normlab.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.normlab.data.DataSet;
import org.normlab.torch.Torch;
import org.normlab.torch.Variable;
import org.normlab.train.ReferenceCase.Numbers;
import org.normlab.train.device.Batches;
import org.normlab.train.device.DeviceData;
import org.normlab.train.device.FusedRuns;
import org.normlab.train.device.Rates;
import tools.jackson.databind.JsonNode;

/** Reference cases of whole trainings: the fused core from given weights, full batches. */
final class TrajectoryCase {
  private TrajectoryCase() {}

  static void check(ReferenceCase given, int replicas) {
    String optimizer = given.json().get("optimizer").toString();
    String constant = optimizer.replaceFirst("}$", ",\"schedule\":{\"type\":\"constant\"}}");
    int[] labels =
        given.json().get("data").get("y").valueStream().mapToInt(n -> n.intValue()).toArray();
    int steps = given.json().get("steps").intValue();
    String seeds =
        IntStream.range(0, replicas).mapToObj(Integer::toString).collect(Collectors.joining(","));
    SupervisedSpec spec =
        given.spec(
            "\"architecture\":%s,\"optimizer\":%s,\"batchSize\":%d,\"seeds\":[%s]"
                .formatted(given.json().get("architecture"), constant, labels.length, seeds));
    JsonNode data = given.json().get("data");
    DataSet set =
        data.has("pixels")
            ? images(Numbers.of(data.get("pixels")), labels)
            : table(Numbers.of(data.get("x")), labels);
    for (boolean uniform : List.of(true, false)) {
      try (Torch torch = Torch.open("cpu", 1);
          NDManager scope = torch.scope();
          FusedRuns fused =
              new FusedRuns(spec, spec.runs(), uniform, DeviceData.of(set, torch), torch)) {
        start(fused, given.numbers("initial"), replicas, torch, scope);
        train(given, fused, spec, set, steps);
        Map<String, Numbers> end = given.numbers("final");
        var after = fused.snapshot(scope);
        assertThat(fused.network().parameters()).hasSameSizeAs(end.keySet());
        end.forEach((name, numbers) -> given.check(name, after.get(name), numbers, "gradient"));
      }
    }
  }

  private static DataSet table(Numbers x, int[] labels) {
    ByteBuffer values =
        ByteBuffer.allocateDirect(4 * x.data().length).order(ByteOrder.nativeOrder());
    values.asFloatBuffer().put(x.floats());
    return set(List.of(x.shape().get(1)), values, labels, 0);
  }

  /** Bytes {@code [N, C, H, W]}; a data set has its channels innermost. */
  private static DataSet images(Numbers pixels, int[] labels) {
    List<Integer> shape = pixels.shape().subList(1, 4);
    int channels = shape.getFirst();
    int positions = shape.get(1) * shape.get(2);
    int size = pixels.data().length;
    ByteBuffer values = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
    for (int i = 0; i < size; i++) {
      int sample = i / (channels * positions);
      int channel = i / positions % channels;
      values.put(
          (sample * positions + i % positions) * channels + channel, (byte) pixels.data()[i]);
    }
    return set(shape, values, labels, channels);
  }

  private static DataSet set(List<Integer> shape, ByteBuffer values, int[] labels, int colours) {
    float[] mean = new float[colours];
    float[] deviation = new float[colours];
    Arrays.fill(mean, 0.5f);
    Arrays.fill(deviation, 0.3f);
    int[] rows = IntStream.range(0, labels.length).toArray();
    int[] none = {};
    return new DataSet(
        "case", shape, 3, values, labels, rows, none, none, mean, deviation, List.of());
  }

  /** What a method measures at the start it measures of the case's own weights. */
  private static void start(
      FusedRuns fused, Map<String, Numbers> initial, int replicas, Torch torch, NDManager scope) {
    set(fused, initial, replicas, torch, scope);
    fused.start();
    Map<String, Numbers> parameters = new LinkedHashMap<>(initial);
    parameters
        .keySet()
        .retainAll(fused.network().parameters().stream().map(Variable::name).toList());
    set(fused, parameters, replicas, torch, scope);
  }

  private static void set(
      FusedRuns fused, Map<String, Numbers> given, int replicas, Torch torch, NDManager scope) {
    Map<String, NDArray> values = new LinkedHashMap<>();
    fused.snapshot(scope).forEach(array -> values.put(array.getName(), array));
    given.forEach(
        (name, numbers) ->
            values.put(
                name,
                torch.floats(numbers.repeated(replicas), values.get(name).getShape().getShape())));
    fused.restore(List.copyOf(values.values()), scope);
  }

  private static void train(
      ReferenceCase given, FusedRuns fused, SupervisedSpec spec, DataSet set, int steps) {
    Batches batches = new Batches(set.train(), set.rows(), spec.runs(), null);
    Rates rates = new Rates(spec.runs(), spec.optimizer().schedule(), steps);
    double[] expected =
        given.json().get("losses").valueStream().mapToDouble(n -> n.doubleValue()).toArray();
    for (int step = 0; step < steps; step++) {
      float[] losses = fused.train(batches, rates, step, 0, step, 1, new int[0]).losses()[0];
      for (float loss : losses) {
        assertThat(Math.abs(loss - expected[step]) / Math.max(1, Math.abs(expected[step])))
            .as("loss of %s before step %d: %s against %s", given.id(), step, loss, expected[step])
            .isLessThanOrEqualTo(given.tolerance("forward"));
      }
    }
  }
}
