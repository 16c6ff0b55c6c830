package org.normlab.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.net.layer.Samples;
import org.normlab.train.device.FusedRunsTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Logits of networks against another implementation's, alone and fused, and what tokens see. */
class NetworkNumbersTest {
  private static final int BATCH = 3;

  static Stream<JsonNode> cases() throws Exception {
    Path file = Path.of("src/test/resources/networks/networks.json");
    return JsonMapper.builder().build().readTree(Files.readString(file)).valueStream();
  }

  private static ForwardPass pass(
      String architecture, String method, Samples samples, int replicas) {
    SupervisedSpec spec =
        Small.spec(architecture, "{\"type\":\"" + method + "\"}", "\"batchSize\":" + BATCH);
    return new ForwardPass(spec, samples, replicas);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesTheLogitsOfAnotherImplementation(JsonNode given) {
    List<Integer> shape = given.get("shape").valueStream().map(JsonNode::intValue).toList();
    String architecture = given.get("architecture").toString();
    boolean text = architecture.contains("context");
    Samples samples = new Samples(shape, given.get("classes").intValue(), text);
    for (int replicas : List.of(1, 2)) {
      ForwardPass pass = pass(architecture, given.get("method").stringValue(), samples, replicas);
      int size = BATCH * samples.features();
      List<float[]> inputs =
          IntStream.range(0, replicas).mapToObj(r -> pass.input(r, size)).toList();
      float[][] logits = pass.logits(inputs);
      for (int r = 0; r < replicas; r++) {
        float[] expected = floats(given.get("logits").get(r));
        assertThat(FusedRunsTest.distance(logits[r], expected))
            .as("replica %d of %d of %s", r, replicas, architecture)
            .isLessThan(1e-4);
      }
    }
  }

  private static float[] floats(JsonNode numbers) {
    float[] floats = new float[numbers.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = numbers.get(i).floatValue();
    }
    return floats;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'transformer','blocks':2,'heads':2,'width':8,'context':6}",
        "{'type':'transformer','blocks':2,'heads':2,'width':8,'context':6,'placement':'post'}",
        "{'type':'transformer','blocks':2,'heads':2,'width':8,'context':6,'placement':'sandwich'}",
        "{'type':'lstm','hidden':8,'context':6}"
      })
  void noTokenSeesALaterOne(String architecture) {
    int tokens = 6;
    int classes = 7;
    int changed = 4;
    Samples samples = new Samples(List.of(tokens), classes, true);
    ForwardPass pass = pass(architecture.replace('\'', '"'), "layer", samples, 1);
    float[] ids = pass.input(0, tokens);
    float[] before = pass.logits(List.of(ids))[0];
    ids[changed] = (ids[changed] + 1) % classes;
    float[] after = pass.logits(List.of(ids))[0];
    for (int t = 0; t < tokens; t++) {
      float[] was = Arrays.copyOfRange(before, t * classes, (t + 1) * classes);
      float[] is = Arrays.copyOfRange(after, t * classes, (t + 1) * classes);
      if (t < changed) {
        assertThat(is).as("token " + t).isEqualTo(was);
      } else {
        assertThat(is).as("token " + t).isNotEqualTo(was);
      }
    }
  }
}
