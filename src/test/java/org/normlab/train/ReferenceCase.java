package org.normlab.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.normlab.norm.Normalization;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One reference file, as FORMAT.md beside the files describes it. */
record ReferenceCase(JsonNode json) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** Numbers in row-major order, and their shape. */
  record Numbers(List<Integer> shape, double[] data) {
    static Numbers of(JsonNode node) {
      List<Integer> shape = node.get("shape").valueStream().map(JsonNode::intValue).toList();
      return new Numbers(
          shape, node.get("data").valueStream().mapToDouble(JsonNode::doubleValue).toArray());
    }

    float[] floats() {
      float[] floats = new float[data.length];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) data[i];
      }
      return floats;
    }

    /** The same numbers for each of so many replicas, {@code [R, shape]}. */
    float[] repeated(int replicas) {
      float[] once = floats();
      float[] all = new float[once.length * replicas];
      for (int i = 0; i < all.length; i++) {
        all[i] = once[i % once.length];
      }
      return all;
    }
  }

  static ReferenceCase read(Path file) {
    try {
      return new ReferenceCase(MAPPER.readTree(Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String id() {
    return json.get("id").stringValue();
  }

  String kind() {
    return json.get("kind").stringValue();
  }

  String methodType() {
    return json.get("method").get("type").stringValue();
  }

  /** Any job that carries the case's method, and the settings given as JSON text. */
  SupervisedSpec spec(String settings) {
    return Small.spec("\"normalization\":%s,%s".formatted(json.get("method"), settings));
  }

  Normalization method() {
    return spec("\"architecture\":{\"type\":\"mlp\"}").normalization();
  }

  /** With settings that the case leaves to the job, as members of its JSON. */
  Normalization method(String more) {
    String method = json.get("method").toString().replaceFirst("}$", "," + more + "}");
    return Small.spec("{\"type\":\"mlp\"}", method, "\"seeds\":[0]").normalization();
  }

  Map<String, Numbers> numbers(String field) {
    Map<String, Numbers> all = new LinkedHashMap<>();
    json.get(field).properties().forEach(e -> all.put(e.getKey(), Numbers.of(e.getValue())));
    return all;
  }

  double tolerance(String of) {
    return json.get("tolerance").get(of).doubleValue();
  }

  /** Asserts an array {@code [R, …]} of equal replicas, each against the expected numbers. */
  void check(String what, NDArray actual, Numbers expected, String tolerance) {
    float[] values = actual.toFloatArray();
    int size = expected.data().length;
    assertThat(values.length % size).as(what + " has " + values.length + " numbers").isZero();
    double scale = Math.max(1, Arrays.stream(expected.data()).map(Math::abs).max().orElse(0));
    for (int i = 0; i < values.length; i++) {
      double error = Math.abs(values[i] - expected.data()[i % size]) / scale;
      assertThat(error)
          .as("%s of %s at %d: %s against %s", what, id(), i, values[i], expected.data()[i % size])
          .isLessThanOrEqualTo(tolerance(tolerance));
    }
  }
}
