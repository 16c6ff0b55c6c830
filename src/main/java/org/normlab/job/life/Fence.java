package org.normlab.job.life;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.normlab.job.Claim;
import org.normlab.job.StaleAttempt;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets an attempt write only while it owns its job. */
@Component
public class Fence {
  private final JobRepository jobs;
  private final TransactionTemplate transaction;
  private final EntityManager entities;

  Fence(JobRepository jobs, TransactionTemplate transaction, EntityManager entities) {
    this.jobs = jobs;
    this.transaction = transaction;
    this.entities = entities;
  }

  /**
   * Writes in a transaction that holds the job's row, so that no other worker can claim it between
   * the proof and the writing.
   *
   * @throws StaleAttempt if the attempt does not own the job; nothing is written
   */
  public void guard(Claim claim, Runnable writing) {
    change(claim, _ -> writing.run());
  }

  /** Does the same as {@link #guard(Claim, Runnable)}, with a result. */
  public <T> T guard(Claim claim, Supplier<T> writing) {
    return owned(claim, _ -> writing.get());
  }

  /** Writes what belongs to the job of a claim, so that its readers see a new version. */
  public void guardParts(Claim claim, Runnable writing) {
    changeParts(claim, _ -> writing.run());
  }

  /** Changes the job of a claim, with whatever belongs to it. */
  void change(Claim claim, Consumer<JobEntity> change) {
    owned(
        claim,
        job -> {
          change.accept(job);
          return true;
        });
  }

  /** Changes what belongs to the job of a claim, so that its readers see a new version. */
  void changeParts(Claim claim, Consumer<JobEntity> change) {
    change(
        claim,
        job -> {
          change.accept(job);
          touch(job);
        });
  }

  <T> T owned(Claim claim, Function<JobEntity, T> change) {
    T result =
        transaction.execute(
            _ -> change.apply(jobs.owned(claim).orElseThrow(() -> new StaleAttempt(claim))));
    if (result == null) {
      throw new IllegalStateException("a write without a result");
    }
    return result;
  }

  /** Takes the next version, since Hibernate sees no change in the job's own row. */
  private void touch(JobEntity job) {
    try {
      entities.lock(job, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
    } catch (RuntimeException e) {
      RuntimeException known = EntityManagerFactoryUtils.convertJpaAccessExceptionIfPossible(e);
      throw known == null ? e : known;
    }
  }
}
