package org.normlab.job.life;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.normlab.job.Attempt;
import org.normlab.job.AttemptEnd;
import org.normlab.job.AttemptState;
import org.normlab.job.Claim;
import org.normlab.storage.AssignedKey;

/** The stored attempt with its moves, guarded by the lock of its job's row. */
@Entity
@Table(name = "attempt")
class AttemptEntity extends AssignedKey<Claim> {
  @EmbeddedId
  @AttributeOverride(name = "attempt", column = @Column(name = "number"))
  private Claim claim;

  @Column(updatable = false)
  private String worker;

  @Column(updatable = false)
  private String slot;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  private AttemptState state = AttemptState.RUNNING;

  private @Nullable String reason;
  private @Nullable Integer exitCode;

  @Column(updatable = false)
  private Instant started;

  private @Nullable Instant ended;
  private Instant leaseUntil;

  @Column(updatable = false)
  private @Nullable String version;

  private @Nullable String note;

  /** For Hibernate. */
  @SuppressWarnings("NullAway.Init")
  AttemptEntity() {}

  AttemptEntity(
      Claim claim, String worker, String slot, Instant now, Instant leaseUntil, String version) {
    this.claim = claim;
    this.worker = worker;
    this.slot = slot;
    this.started = now;
    this.leaseUntil = leaseUntil;
    this.version = version;
  }

  @Override
  public Claim getId() {
    return claim;
  }

  boolean isLapsed(Instant now) {
    return leaseUntil.isBefore(now);
  }

  void renew(Instant until) {
    leaseUntil = until;
  }

  /** Ends the attempt, since another worker takes the job over. */
  void lose(String next, Instant now) {
    end(
        AttemptState.LOST,
        "the worker was not heard of within its lease; " + next + " took over",
        now);
  }

  void finish(AttemptEnd end, Instant now) {
    end(end.attempt(), end.reason(), now);
    exitCode = end.exitCode();
  }

  private void end(AttemptState how, @Nullable String why, Instant now) {
    if (state != AttemptState.RUNNING) {
      throw new IllegalStateException("%s has ended %s".formatted(claim, state));
    }
    state = how;
    reason = why;
    ended = now;
  }

  /** Adds a sentence on what the attempt met. */
  void note(String sentence) {
    note = note == null ? sentence : note + "\n" + sentence;
  }

  Attempt view() {
    return new Attempt(
        claim, worker, slot, state, reason, exitCode, started, ended, leaseUntil, version, note);
  }
}
