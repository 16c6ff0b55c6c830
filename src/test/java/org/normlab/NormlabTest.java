package org.normlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The jar's commands. */
@Isolated
class NormlabTest {
  @Test
  void writesNumbersTheSameEverywhere() {
    Locale before = Locale.getDefault(Locale.Category.FORMAT);
    Locale.setDefault(Locale.Category.FORMAT, Locale.forLanguageTag("ar-EG"));
    try {
      assertThat("%d".formatted(12)).isNotEqualTo("12");
      Normlab.main(new String[] {"help"});
      assertThat("%d, %.1f, %,d".formatted(12, 0.5, 1000)).isEqualTo("12, 0.5, 1,000");
    } finally {
      Locale.setDefault(Locale.Category.FORMAT, before);
    }
  }
}
