package org.normlab.job.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.normlab.job.life.Store;

class WorkerRegistryTest {
  @ParameterizedTest
  @EnumSource
  void knowsWhoWasHeardOfLately(Store.Kind kind) {
    Store store = Store.fresh(kind);
    WorkerRegistry workers = PresenceOf.store(store);
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

  @ParameterizedTest
  @EnumSource
  void aHeartbeatIsOneStatement(Store.Kind kind) {
    Store store = Store.fresh(kind);
    WorkerRegistry workers = PresenceOf.store(store);
    for (int beat = 0; beat < 2; beat++) {
      assertThat(store.entities.statements(() -> workers.hear("w", List.of("cpu/0"), null)))
          .isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aHeartbeatChangesWhatIsNewAlone(Store.Kind kind) {
    Store store = Store.fresh(kind);
    WorkerRegistry workers = PresenceOf.store(store);
    workers.hear("w", List.of("cpu/0"), null);
    WorkerRegistry.Worker first = workers.present().getFirst();
    workers.hear("w", List.of("cpu/0"), "the disk is full");
    WorkerRegistry.Worker second = workers.present().getFirst();
    assertThat(second.started()).isEqualTo(first.started());
    assertThat(second.heard()).isAfter(first.heard());
    assertThat(second.state()).isEqualTo(WorkerState.PAUSED);
    assertThat(second.reason()).isEqualTo("the disk is full");
    workers.hear("w", List.of("cpu/0"), null);
    assertThat(workers.present().getFirst().state()).isEqualTo(WorkerState.READY);
    assertThat(workers.present().getFirst().reason()).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void whoLeavesTakesTheLongSilentAlong(Store.Kind kind) {
    Store store = Store.fresh(kind);
    WorkerRegistry workers = PresenceOf.store(store);
    for (String name : List.of("leaving", "silent", "resting")) {
      workers.hear(name, List.of(), null);
    }
    store
        .sql
        .sql("update worker set heard = heard - interval '25' hour where name = 'silent'")
        .update();
    store
        .sql
        .sql("update worker set heard = heard - interval '23' hour where name = 'resting'")
        .update();
    workers.leave("leaving");
    assertThat(store.sql.sql("select name from worker").query(String.class).list())
        .containsExactly("resting");
  }
}
