package org.normlab.job.life;

import java.util.List;
import java.util.Optional;
import org.normlab.job.RunOutcome;
import org.normlab.storage.BulkRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface JobRunRepository extends BulkRepository<JobRunEntity, RunKey> {
  Optional<JobRunEntity> findById(RunKey id);

  /** Lists the runs of a job in the order of their numbers. */
  @Query("select r from JobRunEntity r where r.id.job = :job order by r.id.number")
  List<JobRunEntity> of(String job);

  /** Gives the runs of a job that have one outcome another. */
  @Modifying
  @Query("update JobRunEntity r set r.outcome = :next where r.id.job = :job and r.outcome = :now")
  int replace(String job, RunOutcome now, RunOutcome next);
}
