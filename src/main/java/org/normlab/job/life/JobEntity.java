package org.normlab.job.life;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;
import org.normlab.job.AttemptEnd;
import org.normlab.job.Claim;
import org.normlab.job.Job;
import org.normlab.job.JobState;
import org.normlab.job.TrainingSize;
import org.normlab.setting.Named;
import org.normlab.storage.AssignedKey;
import org.normlab.wire.JobSpec;

/**
 * The stored job with its moves. It is loaded to be changed only, under the lock of its row; what
 * is read is a {@link Job}. Its version grows with every change that a reader can see.
 */
@Entity
@Table(name = "job")
class JobEntity extends AssignedKey<String> {
  @Id private String id;
  @Version private long version = 1;

  @Column(updatable = false)
  private String spec;

  @Column(updatable = false)
  private @Nullable String name;

  @Column(updatable = false)
  private String architecture;

  @Column(updatable = false)
  private String normalization;

  @Column(updatable = false)
  private String data;

  @Column(updatable = false)
  @Convert(converter = TagsJson.class)
  @Mutability(Immutability.class)
  private Map<String, String> tags;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  private JobState state = JobState.QUEUED;

  private @Nullable String reason;
  private int priority;
  private double progress;
  private int attempt;
  private boolean held;
  private boolean cancelRequested;

  @SuppressWarnings("UnusedVariable") // read by a query
  private @Nullable String cancelReason;

  private @Nullable Integer width;
  private @Nullable Integer threads;
  private @Nullable Long parameters;
  private @Nullable Long totalSteps;
  private @Nullable Long memoryBytes;

  @Column(updatable = false)
  private @Nullable String retryOf;

  @SuppressWarnings("UnusedVariable") // read by a query
  @Column(updatable = false)
  private @Nullable String idempotencyKey;

  @Column(updatable = false)
  private Instant created;

  private @Nullable Instant started;
  private @Nullable Instant ended;
  private @Nullable String dataDigest;

  /** For Hibernate. */
  @SuppressWarnings("NullAway.Init")
  JobEntity() {}

  /**
   * Makes a job that waits.
   *
   * @param text the specification as canonical JSON
   * @param key under which the job is submitted once only
   */
  JobEntity(
      String id,
      JobSpec spec,
      String text,
      @Nullable String key,
      @Nullable String retryOf,
      Instant created) {
    this.id = id;
    this.spec = text;
    this.name = spec.name();
    this.architecture = word(spec.training().architecture());
    this.normalization = word(spec.training().normalization());
    this.data = spec.training().source();
    this.tags = spec.tags();
    this.priority = spec.priority();
    this.idempotencyKey = key;
    this.retryOf = retryOf;
    this.created = created;
  }

  private static String word(Object variant) {
    return Objects.requireNonNull(variant.getClass().getAnnotation(Named.class)).value();
  }

  private void move(JobState next) {
    if (!state.mayBecome(next)) {
      throw new IllegalStateException("job %s is %s and cannot be %s".formatted(id, state, next));
    }
    state = next;
  }

  @Override
  public String getId() {
    return id;
  }

  JobState state() {
    return state;
  }

  int priority() {
    return priority;
  }

  long version() {
    return version;
  }

  /** Returns the claim of the latest attempt. */
  Claim claim() {
    return new Claim(id, attempt);
  }

  boolean isOwnedBy(Claim claim) {
    return state == JobState.RUNNING && claim.equals(claim());
  }

  /** Tells whether a worker may take the job, if it is not another's. */
  boolean isOpen() {
    return !state.isTerminal() && !held;
  }

  /** Returns the job to the queue, since its worker fell silent. */
  void lose() {
    move(JobState.QUEUED);
  }

  /** Begins the next attempt and returns its claim. */
  Claim begin(Instant now) {
    move(JobState.RUNNING);
    attempt++;
    reason = null;
    started = started == null ? now : started;
    return claim();
  }

  void started(TrainingSize size) {
    parameters = size.parameters();
    width = size.width();
    threads = size.threads();
    totalSteps = size.totalSteps();
  }

  /** Keeps the digest of the data that the first attempt read. */
  void dataRead(String digest) {
    dataDigest = dataDigest == null ? digest : dataDigest;
  }

  void progress(double part) {
    progress = part;
  }

  /**
   * Ends the attempt that runs.
   *
   * @param peakBytes largest resident memory of its trainer; 0 where none was seen
   */
  void finish(AttemptEnd end, Instant now, long peakBytes) {
    move(end.job());
    reason = end.reason();
    if (state == JobState.SUCCEEDED) {
      progress = 1;
    }
    if (state.isTerminal()) {
      ended = now;
      cancelRequested = false;
    }
    if ((memoryBytes == null ? 0 : memoryBytes) < peakBytes) {
      memoryBytes = peakBytes;
    }
  }

  boolean mayBeCancelled() {
    return state.mayBecome(JobState.CANCELLED);
  }

  /** Ends a job that waits; asks the worker of one that runs to end it. */
  void cancel(String why, Instant now) {
    if (state == JobState.RUNNING) {
      cancelRequested = true;
      cancelReason = why;
      return;
    }
    move(JobState.CANCELLED);
    held = false;
    reason = why;
    ended = now;
  }

  boolean isCancelRequested() {
    return cancelRequested;
  }

  /** Takes a job that waits out of the queue; returns whether it waits. */
  boolean hold(String why) {
    if (state != JobState.QUEUED) {
      return false;
    }
    held = true;
    reason = why;
    return true;
  }

  /** Returns a held job to the queue; returns whether it was held. */
  boolean release() {
    if (!held) {
      return false;
    }
    held = false;
    reason = null;
    return true;
  }

  void prioritize(int wanted) {
    priority = wanted;
  }

  Job view() {
    return new Job(
        id,
        version,
        spec,
        name,
        architecture,
        normalization,
        data,
        tags,
        state,
        reason,
        priority,
        progress,
        attempt,
        cancelRequested,
        width,
        threads,
        parameters,
        totalSteps,
        retryOf,
        created,
        started,
        ended,
        dataDigest);
  }
}
