package org.normlab.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.normlab.net.layer.Samples;

/**
 * The types of activations as they are: layers give what the job's precision says; methods take and
 * give float32, in which their statistics are made, unless the precision is float16-all; so do
 * methods that make weights. A token's sum over the blocks is float32, since its positions are.
 */
class FormatsTest {
  private static final String SMALL = "{\"type\":\"mlp\",\"hidden\":[8]}";
  private static final String IMAGES = "{\"type\":\"convnet\",\"channels\":[6],\"dense\":16}";
  private static final String TOKENS =
      "{\"type\":\"transformer\",\"blocks\":1,\"heads\":2,\"width\":16,\"context\":6}";

  /** What each line takes and gives, 16 standing for the precision and 32 for float32. */
  private static Stream<Arguments> narrow(String network, String method, String expected) {
    return Stream.of("bfloat16", "float16")
        .map(
            precision ->
                Arguments.of(network, method, precision, expected.replace("16", precision)));
  }

  static Stream<Arguments> cases() {
    return Stream.of(
            narrow(
                SMALL,
                "batch",
                "linears_narrow 32>16, batch_norm 32>32, cast 32>16, linears_narrow 16>16,"
                    + " logits 32"),
            narrow(
                SMALL,
                "weight",
                "normalized_weight 32>32, linears_narrow 32>16,"
                    + " linears_narrow 16>16, logits 32"),
            narrow(
                IMAGES,
                "layer",
                "convolution_narrow 32>16, group_norm 32>32, cast 32>16,"
                    + " linears_narrow 16>16, layer_norm_rows 32>32, cast 32>16,"
                    + " linears_narrow 16>16, logits 32"),
            narrow(
                TOKENS,
                "layer",
                "embedding int64>32, positions 32>32, layer_norm_rows 32>32,"
                    + " cast 32>16, linears_narrow 16>16, attention 16>16,"
                    + " linears_narrow 16>16, add 16>32, layer_norm_rows 32>32,"
                    + " cast 32>16, linears_narrow 16>16,"
                    + " linears_narrow 16>16, add 16>32, layer_norm_rows 32>32,"
                    + " cast 32>16, linears_narrow 16>16, logits 32"),
            Stream.of(
                Arguments.of(
                    SMALL,
                    "batch",
                    "float16-all",
                    "linears_narrow 32>float16, half_batch float16>float16,"
                        + " linears_narrow float16>float16, logits 32")))
        .flatMap(given -> given);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void layersAreNarrowAndStatisticsAreNot(
      String network, String method, String precision, String expected) {
    SupervisedSpec spec =
        Small.spec(
            network,
            "{\"type\":\"%s\"}".formatted(method),
            "\"batchSize\":16,\"precision\":\"%s\"".formatted(precision));
    Samples samples = SupervisedSpec.samples(Small.noiseFor(network));
    ForwardPass pass = new ForwardPass(spec, samples, 2);
    int count = 4 * (samples.areText() ? 6 : samples.features());
    List<float[]> inputs = List.of(pass.input(0, count), pass.input(1, count));
    assertThat(String.join(", ", pass.formats(inputs)))
        .isEqualTo(expected.replace("32", "float32"));
  }
}
