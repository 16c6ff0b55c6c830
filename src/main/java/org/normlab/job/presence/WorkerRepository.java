package org.normlab.job.presence;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Writes the presence of workers, each time in one statement and by the database's clock. */
interface WorkerRepository extends Repository<WorkerEntity, String> {
  /**
   * Notes that a worker is there, and since when where it is new.
   *
   * @param slots names as JSON
   */
  @Modifying
  @Query(
      """
      insert into WorkerEntity (name, slots, started, heard, state, reason)
      values (:name, :slots, instant, instant, :state, :reason)
      on conflict (name) do update
      set heard = excluded.heard, state = excluded.state, reason = excluded.reason
      """)
  void hear(String name, String slots, WorkerState state, @Nullable String reason);

  /** Forgets a worker, and all that fell silent a day ago. */
  @Modifying
  @Query("delete from WorkerEntity w where w.name = :name or w.heard < instant - 1 day")
  void leave(String name);

  @Query("select w from WorkerEntity w where w.heard > instant - 15 second order by w.name")
  List<WorkerEntity> present();
}
