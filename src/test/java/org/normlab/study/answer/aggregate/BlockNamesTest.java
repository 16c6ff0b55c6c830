package org.normlab.study.answer.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BlockNamesTest {
  @Test
  void blocksOfDataAndEnvironmentsAreCalledByTheirLabels() {
    assertThat(BlockNames.of(Map.of("data", "uci/iris"), Set.of("uci/iris"))).isEqualTo("uci/iris");
    assertThat(BlockNames.of(Map.of("environment.name", "minatar/breakout"), Set.of()))
        .isEqualTo("minatar/breakout");
  }

  @Test
  void otherBlocksSayTheirAxes() {
    Map<String, String> two = new LinkedHashMap<>();
    two.put("data.name", "digits");
    two.put("batchSize", "8");
    assertThat(BlockNames.of(two, Set.of("digits"))).isEqualTo("digits, batchSize 8");
    assertThat(BlockNames.of(Map.of("batchSize", "8"), Set.of("digits"))).isEqualTo("batchSize 8");
  }

  @Test
  void withoutAnAxisABlockIsWhatItsJobsLearnFrom() {
    assertThat(BlockNames.of(Map.of(), Set.of("minatar/asterix"))).isEqualTo("minatar/asterix");
    assertThat(BlockNames.of(Map.of(), Set.of("digits", "uci/iris"))).isEqualTo("all");
    assertThat(BlockNames.of(Map.of(), Set.of())).isEqualTo("all");
  }
}
