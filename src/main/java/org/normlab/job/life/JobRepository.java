package org.normlab.job.life;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.normlab.job.Claim;
import org.normlab.job.Job;
import org.normlab.job.JobState;
import org.normlab.storage.BulkRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

/**
 * Loads jobs to be changed, always under the lock of their row, and reads them as records, which no
 * later change within the transaction can make stale.
 */
interface JobRepository
    extends BulkRepository<JobEntity, String>, JpaSpecificationExecutor<JobEntity> {
  String VIEW =
      """
      select new org.normlab.job.Job(j.id, j.version, j.spec, j.name, j.architecture,
        j.normalization, j.data, j.tags, j.state, j.reason, j.priority, j.progress, j.attempt,
        j.cancelRequested, j.width, j.threads, j.parameters, j.totalSteps, j.retryOf, j.created,
        j.started, j.ended, j.dataDigest)
      from JobEntity j
      """;

  /** Locks a job until the transaction ends; asks the database once a transaction only. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  Optional<JobEntity> findById(String id);

  /** Locks the job of a claim; empty where another attempt owns it or it has ended. */
  default Optional<JobEntity> owned(Claim claim) {
    return findById(claim.job()).filter(job -> job.isOwnedBy(claim));
  }

  @Query(VIEW + "where j.id = :id")
  Optional<Job> view(String id);

  @Query(VIEW + "where j.idempotencyKey = :key")
  Optional<Job> submitted(String key);

  /** Reads the version alone: what a poll that finds nothing new costs. */
  @Query("select j.version from JobEntity j where j.id = :id")
  Optional<Long> version(String id);

  @Query("select j.held from JobEntity j where j.id = :id")
  Optional<Boolean> held(String id);

  @Query("select j.cancelReason from JobEntity j where j.id = :id")
  Optional<String> cancelReason(String id);

  @Query("select j.id from JobEntity j where j.state in :states and not j.held order by j.id")
  List<String> free(Collection<JobState> states);

  @Query(
      "select new org.normlab.job.life.StateCount(j.state, count(j)) from JobEntity j group by"
          + " j.state")
  List<StateCount> counts();

  /** Returns when the job was submitted that has waited the longest; empty where none waits. */
  @Query(
      "select min(j.created) from JobEntity j where j.state = org.normlab.job.JobState.QUEUED and"
          + " not j.held")
  Optional<Instant> oldestWaiting();
}
