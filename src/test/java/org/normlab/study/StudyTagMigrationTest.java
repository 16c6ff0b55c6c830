package org.normlab.study;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.normlab.job.life.Store;
import org.normlab.study.life.StudiesOf;

class StudyTagMigrationTest {
  private static final String SPEC =
      """
      {"base": {}, "axes": {"batchSize": [1]}, "tags": {"paper": "kn=1", "a": "b"}}
      """;

  @ParameterizedTest
  @EnumSource
  void studiesFromBeforeAreFound(Store.Kind kind) throws Exception {
    Store store = Store.fresh(kind);
    for (String spec : new String[] {SPEC, SPEC.replace("kn=1", "snn")}) {
      store
          .sql
          .sql(
              "insert into study (id, version, spec, axes, state, request, created)"
                  + " values (?, 1, ?, '[]', 'ACTIVE', '{}', current_timestamp)")
          .params(spec.contains("snn") ? "2" : "1", spec)
          .update();
    }
    store.migrate(new StudyTagMigration());
    Studies studies = StudiesOf.store(store);
    assertThat(studies.list(new StudyFilter(null, "paper"), 9, null)).hasSize(2);
    assertThat(studies.list(new StudyFilter(null, "paper=kn=1"), 9, null))
        .extracting(Study::id)
        .containsExactly("1");
    assertThat(studies.list(new StudyFilter(null, "a=c"), 9, null)).isEmpty();
  }
}
