package org.normlab.train.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normlab.data.DataSet;
import org.normlab.net.Network;
import org.normlab.torch.Kernel;
import org.normlab.train.Small;
import org.normlab.train.TrainingSpec;

/** What is not asked for costs a step nothing: no line is written for it, and no kernel. */
class PlasticityTextTest {
  private static final DataSet SET = Small.table(12);

  private static UpdateText update(String more) {
    TrainingSpec spec =
        Small.spec(
            Small.MLP,
            "{\"type\":\"batch\"}",
            "\"seeds\":[0,1],\"optimizer\":{\"type\":\"adamw\",\"clip\":1%s}".formatted(more));
    Network network =
        Network.of(
            spec.architecture(),
            spec.normalization(),
            TrainingSpec.samples(SET),
            2,
            null,
            spec.format(),
            spec.optimizer().plasticity().redo() != null);
    return new UpdateText(network, spec.optimizer(), true, PlasticityText.of(spec, network));
  }

  private static List<String> lines(String more, boolean scaled) {
    return StepText.methods(update(more), 0, 512, true, scaled).lines().toList();
  }

  private static Stream<Kernel> kernels(String more) {
    return StepText.kernels(update(more), Gathering.kernels(SET, null)).stream();
  }

  @Test
  void nothingIsWrittenForWhatIsOff() {
    PlasticityText text = update("").plasticity();
    assertThat(text.setUp() + text.gradients() + text.updates()).isEmpty();
    assertThat(text.kernels()).isEmpty();
    assertThat(kernels("").map(Kernel::source))
        .noneMatch(source -> source.contains("note_activations"));
    assertThat(
            kernels(",\"redo\":{}").flatMap(k -> Stream.concat(Stream.of(k), k.needs().stream())))
        .anyMatch(kernel -> kernel.source().startsWith("def note_activations"));
  }

  /** Without its lines a step is the one that it is without the setting. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "towardInitial:0.1 | 2",
        "updateNoise:0.1 | 1",
        "shrinkAndPerturb:{every:7} | 2",
        "redo:{} | 2"
      })
  void eachSettingAddsItsOwnLinesAndNoOther(String setting, int more) {
    String json = "," + setting.replaceAll("([a-zA-Z]+):", "\"$1\":");
    for (boolean scaled : new boolean[] {false, true}) {
      List<String> plain = lines("", scaled);
      List<String> with = lines(json, scaled);
      assertThat(with).hasSize(plain.size() + more).containsSubsequence(plain);
    }
  }
}
