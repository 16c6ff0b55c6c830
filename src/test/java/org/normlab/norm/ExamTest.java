package org.normlab.norm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.normlab.wire.JobJson;

/** No method stays away from the exam. */
class ExamTest {
  @Test
  void everyMethodIsExamined() {
    List<String> all =
        JobJson.variants(Normalization.class).stream().map(JobJson.Variant::type).toList();
    Set<Object> examined = Set.copyOf(Exam.everywhere().map(a -> a.get()[0]).distinct().toList());
    assertThat(all).filteredOn(type -> !examined.contains(type)).isSubsetOf("norm-matched-rate");
    assertThat(all).hasSize((int) Methods.all().count());
  }
}
