package org.normlab.job;

/** An Idempotency-Key came again with another job. */
public final class KeyReused extends RuntimeException {
  public KeyReused(String key, Job job) {
    super(
        "the Idempotency-Key \"%s\" was used for job %s, which differs; use a new key for a new job"
            .formatted(key, job.id()));
  }
}
