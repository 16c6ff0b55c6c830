package org.normlab.job.life;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;
import org.normlab.job.JobRun;
import org.normlab.job.RunEnd;
import org.normlab.job.RunOutcome;
import org.normlab.storage.AssignedKey;
import org.normlab.train.Run;

/** The stored run of a job, guarded by the lock of the job's row. */
@Entity
@Table(name = "job_run")
class JobRunEntity extends AssignedKey<RunKey> {
  @EmbeddedId private RunKey id;

  @Column(updatable = false)
  private long seed;

  @Column(updatable = false)
  private double learningRate;

  @Column(updatable = false)
  private double weightDecay;

  @Column(updatable = false)
  private double momentum;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  private RunOutcome outcome = RunOutcome.PENDING;

  private @Nullable Long step;
  private @Nullable String reason;

  @Convert(converter = SummaryJson.class)
  @Mutability(Immutability.class)
  private Map<String, Double> summary = Map.of();

  /** For Hibernate. */
  @SuppressWarnings("NullAway.Init")
  JobRunEntity() {}

  JobRunEntity(String job, Run run) {
    id = new RunKey(job, run.number());
    seed = run.seed();
    learningRate = run.learningRate();
    weightDecay = run.weightDecay();
    momentum = run.momentum();
  }

  @Override
  public RunKey getId() {
    return id;
  }

  void end(RunEnd end) {
    outcome = end.outcome();
    step = end.step();
    reason = end.reason();
    summary = end.summary();
  }

  JobRun view() {
    return new JobRun(
        id.number(), seed, learningRate, weightDecay, momentum, outcome, step, reason, summary);
  }
}
