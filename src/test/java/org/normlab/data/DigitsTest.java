package org.normlab.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.normlab.data.file.DataHome;

class DigitsTest {
  private static final DataHome HOME = new DataHome(Path.of("none"), false);

  @Test
  void isParsedOnceInAProcess() throws Exception {
    DataSpec digits = DataSpec.named(Digits.NAME);
    DataSets.outline(digits, HOME, 0);
    int parsed = Digits.PARSED.get();
    DataSets.outline(DataSpec.named(Digits.NAME), HOME, 0);
    DataSets.outline(digits, HOME, 0);
    DataSets.inputs(digits, HOME, 0);
    DataSets.load(digits, HOME, 0, _ -> {});
    assertThat(Digits.PARSED).hasValue(parsed);
  }
}
