package org.normlab.study.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Draws do not depend on where the service runs. */
@Isolated
class DistributionTest {
  private final Locale before = Locale.getDefault();

  @AfterEach
  void restore() {
    Locale.setDefault(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-US", "de-DE", "ar-EG", "hi-IN-u-nu-deva"})
  void areTheSameInEveryLanguage(String language) {
    Locale.setDefault(Locale.forLanguageTag(language));
    JsonNode uniform = new Distribution.Uniform(1e-3, 1).draw(7, "dropout", 0);
    JsonNode log = new Distribution.LogUniform(1e-6, 1e-3).draw(7, "learningRate", 0);
    Locale.setDefault(Locale.ROOT);
    assertThat(uniform).isEqualTo(new Distribution.Uniform(1e-3, 1).draw(7, "dropout", 0));
    assertThat(log).isEqualTo(new Distribution.LogUniform(1e-6, 1e-3).draw(7, "learningRate", 0));
    assertThat(uniform.asDouble()).isBetween(1e-3, 1.0);
  }
}
