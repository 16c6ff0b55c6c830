package org.normlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The jar's commands. */
@Isolated
class NormlabTest {
  @Test
  void foldsCaseTheSameEverywhere() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr-TR"));
    try {
      assertThat(lower("INSTANCE")).isNotEqualTo("instance");
      Normlab.main(new String[] {"help"});
      assertThat(lower("INSTANCE")).isEqualTo("instance");
    } finally {
      Locale.setDefault(before);
    }
  }

  /** As libraries fold that name no locale. */
  private static String lower(String text) {
    return text.toLowerCase(Locale.getDefault());
  }

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
