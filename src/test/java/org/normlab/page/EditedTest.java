package org.normlab.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EditedTest {
  @Test
  void everyPairIsReplaced() {
    assertThat(Edited.with("a b a", "a", "c", "b", "d")).isEqualTo("c d c");
  }

  @Test
  void whatIsNotThereCannotBeReplaced() {
    assertThatThrownBy(() -> Edited.with("a b", "c", "d"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("sample answer to be edited");
  }
}
