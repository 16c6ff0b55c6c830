package org.normlab.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkerRegistryTest {
  @ParameterizedTest
  @EnumSource
  void knowsWhoWasHeardOfLately(Store.Kind kind) {
    Store store = Store.fresh(kind);
    WorkerRegistry workers = new WorkerRegistry(store.sql);
    workers.hear("b", List.of("gpu:0/0"), null);
    workers.hear("a", List.of("cpu/0", "cpu/1"), null);
    workers.hear("b", List.of("gpu:0/0"), null);
    assertThat(workers.present()).extracting(WorkerRegistry.Worker::name).containsExactly("a", "b");
    assertThat(workers.present().getFirst().slots()).containsExactly("cpu/0", "cpu/1");
    store
        .sql
        .sql("update worker set heard = heard - interval '16' second where name = 'a'")
        .update();
    assertThat(workers.present()).extracting(WorkerRegistry.Worker::name).containsExactly("b");
    workers.leave("b");
    assertThat(workers.present()).isEmpty();
  }
}
